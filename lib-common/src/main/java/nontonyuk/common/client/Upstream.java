package nontonyuk.common.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import nontonyuk.common.Trace;
import nontonyuk.common.metrics.Metrics;

/**
 * One service, wherever it runs: each request goes to the next of its instances that is well.
 *
 * <p>A request that was refused before anything was sent goes on to another instance, whatever it is. A GET or HEAD
 * that got no answer, or a 503, is sent once more, within a {@link RetryBudget}. Anything else might have been done
 * already, and is never sent twice. For that reason only a GET or HEAD is the trial of an instance that rested, as long
 * as there is another one that is well; and none is, where it does not even say that it is ready.
 */
public final class Upstream {
    private static final System.Logger LOG = System.getLogger("call");

    private final String name;
    private final List<Instance> instances;
    private final RetryBudget budget = new RetryBudget();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile UpstreamMetrics calls;

    /** {@code name} is the service's, {@code addresses} are its instances: at least one. */
    public Upstream(String name, List<URI> addresses) {
        this(name, addresses, System::nanoTime);
    }

    public Upstream(String name, List<URI> addresses, LongSupplier clock) {
        this.name = name;
        this.calls = new UpstreamMetrics(name, new Metrics());
        this.instances =
                addresses.stream().map(address -> new Instance(address, clock)).toList();
    }

    public String name() {
        return name;
    }

    /** From now on its numbers are on that page. */
    public void measure(Metrics metrics) {
        calls = new UpstreamMetrics(name, metrics);
        instances.forEach(instance -> UpstreamMetrics.watch(name, instance, metrics));
    }

    /** Where its instances are. */
    @Override
    public String toString() {
        return instances.stream().map(instance -> instance.address().toString()).collect(Collectors.joining(", "));
    }

    /**
     * Asks each instance whether it is ready, so that nothing is sent to one that is about to stop or has just been
     * started, as long as there is a better one. One that hangs keeps the rest waiting for half a second. Of one alone
     * nobody need ask.
     */
    void look() {
        if (instances.size() > 1) instances.forEach(Instance::look);
    }

    /**
     * Sends a request and waits for the whole answer, body included, whatever its status.
     *
     * @param request makes the request for the address of an instance
     * @param deadline for all of it, a second try included
     * @param most the largest body that is taken, in bytes
     * @throws ConnectException where no instance takes it: nothing was sent
     * @throws TimeoutException at the deadline; the call is cancelled
     * @throws IOException where the connection broke or the body was larger than {@code most}
     */
    public HttpResponse<byte[]> send(Function<URI, HttpRequest> request, Duration deadline, int most)
            throws IOException, TimeoutException {
        long end = System.nanoTime() + deadline.toNanos();
        budget.count();
        var tried = new HashSet<Instance>();
        var instance = next(tried, request);
        if (instance == null) throw restsNow();
        Instance.Outcome first = null;
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            var outcome = instance.send(request, Duration.ofNanos(end - start), most);
            note(instance, attempt, outcome, System.nanoTime() - start);
            if (outcome.isRefused() || instances.size() > 1) tried.add(instance);
            boolean isRetry = first == null && mayRepeat(outcome);
            if (isRetry) first = outcome;
            boolean goesOn = isRetry || outcome.isRefused();
            instance = goesOn && System.nanoTime() < end ? next(tried, request) : null;
            if (isRetry && instance != null) calls.countRetry();
            else if (isRetry) budget.giveBack();
            // Where nobody took the repetition, what came first is all that is known.
            if (instance == null) {
                return (outcome.isRefused() && first != null ? first : outcome).orThrow();
            }
        }
    }

    /** The budget is asked last, because that costs a retry. */
    private boolean mayRepeat(Instance.Outcome outcome) {
        var elsewhere = instances.size() > 1;
        return !outcome.isRefused() && isRead(outcome.request()) && outcome.asksForAnother(elsewhere) && budget.spend();
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** The next in turn that has not been tried; {@code null} where there is none. */
    private Instance next(Set<Instance> tried, Function<URI, HttpRequest> request) {
        var others = new ArrayList<>(instances);
        others.removeAll(tried);
        var resting = new ArrayList<>(others);
        resting.removeIf(instance -> instance.breaker().state() == CircuitBreaker.State.CLOSED);
        others.removeAll(resting);
        for (var instance : resting) {
            boolean isWorthIt = !instance.saysNo() && isRead(request.apply(instance.address()));
            var mayTry = others.isEmpty() || isWorthIt;
            if (mayTry && instance.breaker().startTrial()) return instance;
        }
        if (others.isEmpty()) return null;
        // One that isn't there or isn't ready is asked only when there is nothing better.
        var well = others.stream().filter(instance -> !instance.isGone()).toList();
        var choice = well.isEmpty() ? others : well;
        // A second try takes nobody's turn, or where every other instance is busy all would begin
        // with the busy ones.
        int now = tried.isEmpty() ? turn.getAndIncrement() : turn.get();
        return choice.get(Math.floorMod(now, choice.size()));
    }

    private ConnectException restsNow() {
        calls.countUnsent();
        LOG.log(System.Logger.Level.WARNING, "to {0}: not sent, every instance rests", name);
        return new ConnectException("every instance rests after failures");
    }

    private void note(Instance instance, int attempt, Instance.Outcome outcome, long nanoseconds) {
        calls.count(outcome.toString(), nanoseconds);
        // What a timer asks every few seconds would drown what somebody asked for.
        boolean isRequested = Trace.current().isRequested();
        LOG.log(
                isRequested ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
                "to {0} at {1}, attempt {2}: {3} {4} {5} {6} ms",
                name,
                instance.address().getAuthority(),
                attempt,
                outcome.request().method(),
                outcome.request().uri().getRawPath(),
                outcome,
                Long.toString(nanoseconds / 1_000_000));
    }
}
