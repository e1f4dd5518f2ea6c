package nontonyuk.common.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Settings;
import nontonyuk.common.StartPhase;
import nontonyuk.common.client.Outcome.Kind;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.trace.Trace;

/**
 * A service and its instances. Each request goes to the next healthy instance in turn.
 *
 * <p>A request that was not sent goes to another instance, whatever its method. A GET or HEAD without an answer, or
 * with a 503, is sent once more, within a {@link RetryBudget}. Any other request is never sent twice, because the first
 * one may have changed something. For the same reason, only a GET or HEAD is a trial of an open circuit breaker. If no
 * other instance is left, any request may be the trial.
 */
public final class Upstream {
    private static final System.Logger LOG = System.getLogger("call");

    private final String name;
    private final List<Instance> instances;
    private final RetryBudget budget = new RetryBudget();
    private final AtomicInteger nextIndex = new AtomicInteger();
    private volatile UpstreamMetrics metrics;

    /** The service at the setting {@code <NAME>_URL}; without it, the one on this machine at {@code port}. */
    public static Upstream at(Settings settings, String name, int port) {
        var setting = name.toUpperCase(Locale.ROOT) + "_URL";
        return new Upstream(name, settings.addresses(setting, BindAddress.url(settings, port)));
    }

    /** {@code addresses} has at least one instance. */
    public Upstream(String name, List<URI> addresses) {
        this(name, addresses, System::nanoTime);
    }

    /** For tests: {@code clock} gives nanoseconds. */
    public Upstream(String name, List<URI> addresses, LongSupplier clock) {
        this.name = name;
        this.metrics = new UpstreamMetrics(name, new Metrics());
        this.instances = addresses.stream()
                .map(address -> new Instance(name, address, clock))
                .toList();
    }

    public String name() {
        return name;
    }

    /** The address of each instance. */
    public List<URI> addresses() {
        return instances.stream().map(instance -> instance.address).toList();
    }

    /** The addresses of its instances. */
    @Override
    public String toString() {
        return instances.stream().map(instance -> instance.address.toString()).collect(Collectors.joining(", "));
    }

    /**
     * Sends the request that {@code request} makes for the address of an instance, and waits for the whole answer. The
     * deadline includes a retry. The outcome REFUSED means that no instance got the request.
     */
    public Outcome send(Function<URI, HttpRequest> request, Duration deadline, int maxBytes) {
        // An instance is not to blame for a call without time.
        if (deadline.toMillis() <= 0) return Outcome.failed(null, Outcome.Kind.TIMED_OUT, "no time was left");
        long end = System.nanoTime() + deadline.toNanos();
        budget.count();
        var tried = new HashSet<Instance>();
        var instance = next(tried, request);
        if (instance == null) return unsent();
        Outcome first = null;
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            var outcome = instance.send(request, Duration.ofNanos(end - start), maxBytes);
            note(instance, attempt, outcome, System.nanoTime() - start);
            if (outcome.isRefused() || instances.size() > 1) tried.add(instance);
            boolean isRetry = first == null && mayRetry(outcome);
            if (isRetry) first = outcome;
            boolean goesOn = isRetry || outcome.isRefused();
            instance = goesOn && System.nanoTime() < end ? next(tried, request) : null;
            if (isRetry && instance != null) metrics.countRetry();
            else if (isRetry) budget.giveBack();
            // If no instance took the retry, report the first outcome.
            if (instance == null) return outcome.isRefused() && first != null ? first : outcome;
        }
    }

    /** Asks the budget last, because asking costs a retry. */
    private boolean mayRetry(Outcome outcome) {
        return !outcome.isRefused() && isRead(outcome.request()) && isWorthRetrying(outcome) && budget.spend();
    }

    private boolean isWorthRetrying(Outcome outcome) {
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer().statusCode() == 503 && instances.size() > 1;
            case BROKEN -> true;
            case REFUSED, TIMED_OUT, TOO_LARGE -> false;
        };
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** The next instance in turn that was not tried yet, or {@code null}. */
    private Instance next(Set<Instance> tried, Function<URI, HttpRequest> request) {
        var closed = new ArrayList<Instance>();
        var open = new ArrayList<Instance>();
        for (var instance : instances) {
            if (tried.contains(instance)) continue;
            (instance.breaker.state() == CircuitBreaker.State.CLOSED ? closed : open).add(instance);
        }
        for (var instance : open) {
            boolean isGoodTrial = !instance.isNotReady() && isRead(request.apply(instance.address));
            boolean mayTry = closed.isEmpty() || isGoodTrial;
            if (mayTry && instance.breaker.tryHalfOpen()) return instance;
        }
        if (closed.isEmpty()) return null;
        // An instance that is down or not ready gets a request only when no other is left.
        var healthy =
                closed.stream().filter(instance -> !instance.isUnavailable()).toList();
        var choice = healthy.isEmpty() ? closed : healthy;
        // A retry does not advance the index, or all requests could start at the same busy instances.
        int index = tried.isEmpty() ? nextIndex.getAndIncrement() : nextIndex.get();
        return choice.get(Math.floorMod(index, choice.size()));
    }

    private Outcome unsent() {
        metrics.countUnsent();
        LOG.log(System.Logger.Level.WARNING, "to {0}: not sent, the circuit breaker of every instance is open", name);
        return Outcome.failed(null, Kind.REFUSED, "the circuit breaker of every instance is open");
    }

    private void note(Instance instance, int attempt, Outcome outcome, long nanoseconds) {
        metrics.count(outcome.toString(), nanoseconds);
        // A timer's calls are DEBUG, so they do not hide the calls that belong to a request.
        var to = "to " + name + " at " + instance.address.getAuthority() + ", attempt " + attempt + ": ";
        var request = outcome.request().method() + " " + outcome.request().uri().getRawPath();
        LOG.log(level(outcome), to + request + " " + outcome + " " + nanoseconds / 1_000_000 + " ms");
    }

    private static System.Logger.Level level(Outcome outcome) {
        if (!Trace.current().isRequested()) return System.Logger.Level.DEBUG;
        boolean isFine =
                outcome.kind() == Outcome.Kind.ANSWERED && outcome.answer().statusCode() < 500;
        return isFine ? System.Logger.Level.INFO : StartPhase.level();
    }

    /**
     * Asks each instance whether it is ready, so that a starting or stopping one gets no request. With a single
     * instance there is no choice, so it is not asked. An instance that hangs delays the others by half a second.
     */
    void probe() {
        if (instances.size() > 1) instances.forEach(Instance::probe);
    }

    /** Shows its numbers on the page of {@code page}. */
    public void measure(Metrics page) {
        metrics = new UpstreamMetrics(name, page);
        instances.forEach(instance -> UpstreamMetrics.watch(name, instance, page));
    }
}
