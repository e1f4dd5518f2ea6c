package nontonyuk.common.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import nontonyuk.common.Background;
import nontonyuk.common.BindAddress;
import nontonyuk.common.HostNames;
import nontonyuk.common.Settings;
import nontonyuk.common.StartPhase;
import nontonyuk.common.client.Outcome.Kind;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.resilience.RetryBudget;
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
    private static final Duration LOOKUP_PERIOD = Duration.ofSeconds(3);

    private final String name;
    private final Instances instances;
    private final RetryBudget budget = new RetryBudget();
    private volatile UpstreamMetrics metrics;

    /**
     * The service at the setting {@code <NAME>_URL}; without it, the one on this machine at {@code port}. A host name
     * is looked up again and again, so instances may come and go.
     */
    public static Upstream at(Settings settings, String name, int port) {
        var setting = name.toUpperCase(Locale.ROOT) + "_URL";
        var addresses = settings.addresses(setting, BindAddress.url(settings, port));
        var upstream = new Upstream(name, addresses);
        var names = new HostNames(addresses, InetAddress::getAllByName);
        if (names.areAny())
            Background.every("addresses of " + name, LOOKUP_PERIOD, () -> upstream.follow(names.lookUp()));
        return upstream;
    }

    /** {@code addresses} has at least one instance. */
    public Upstream(String name, List<URI> addresses) {
        this(name, addresses, System::nanoTime);
    }

    /** For tests: {@code clock} gives nanoseconds. */
    public Upstream(String name, List<URI> addresses, LongSupplier clock) {
        this.name = name;
        this.metrics = new UpstreamMetrics(name, new Metrics());
        this.instances = new Instances(name, addresses, clock);
    }

    /** From now on the instances are at these addresses. One that stays keeps its circuit breaker. */
    void follow(List<URI> addresses) {
        instances.follow(addresses);
    }

    public String name() {
        return name;
    }

    /** The address of each instance. */
    public List<URI> addresses() {
        return instances.addresses();
    }

    /** The addresses of its instances. */
    @Override
    public String toString() {
        return instances.toString();
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
        var instance = instances.next(tried, request);
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
            instance = goesOn && System.nanoTime() < end ? instances.next(tried, request) : null;
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

    static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
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
     * Asks each instance whether it is ready, so that a starting or stopping one gets no request. An instance that
     * hangs delays the others by half a second.
     */
    void probe() {
        instances.probe();
    }

    /** Shows its numbers on the page of {@code page}. */
    public void measure(Metrics page) {
        metrics = new UpstreamMetrics(name, page);
        instances.measure(page);
    }
}
