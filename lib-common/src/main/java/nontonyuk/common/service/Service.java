package nontonyuk.common.service;

import static java.lang.System.Logger.Level.INFO;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import nontonyuk.common.Background;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Dependency;
import nontonyuk.common.JdkProperties;
import nontonyuk.common.Settings;
import nontonyuk.common.StartPhase;
import nontonyuk.common.access.Access;
import nontonyuk.common.connection.Connections;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.problem.Problem;

/**
 * A running service. It waits briefly for its dependencies, then listens; {@code /health/ready} says whether they are
 * there. On SIGTERM it finishes the requests in flight.
 */
public final class Service implements AutoCloseable {
    /** Twice the time between two probes by other services, so that they see the 503 before the port closes. */
    private static final Duration DRAIN_DELAY = Duration.ofMillis(500);

    /** Shorter than the shortest deadline of a call between services. */
    private static final Duration START_TIMEOUT = Duration.ofMillis(1_500);

    private static final int BACKLOG = 4096;

    private final System.Logger log = System.getLogger("service"); // not static: after JdkProperties
    private final String name;
    private final HttpServer server;
    private final RequestThreads threads = new RequestThreads(RequestThreads.MAX);
    private final Shutdown shutdown;
    private final Readiness readiness;
    private final RequestMetrics requests;
    private Connections connections;
    private volatile boolean stopping;
    private volatile boolean closed;

    private Service(String name, HttpServer server, Metrics metrics, List<Dependency> needs) {
        this.name = name;
        this.server = server;
        this.requests = new RequestMetrics(name, metrics);
        this.shutdown = new Shutdown(server, threads, requests);
        this.readiness = new Readiness(needs);
    }

    /**
     * The first line of a service's {@code main}. It sets the JDK's properties and the form of the log lines. From then
     * on an invalid setting ends the process with one line instead of a stack trace.
     */
    public static void prepare(String service) {
        JdkProperties.apply();
        Log.configure(service);
        StartPhase.begin();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof Settings.Invalid) {
                System.err.println(service + ": " + failure.getMessage());
            } else {
                failure.printStackTrace();
            }
            if (thread.getName().equals("main")) System.exit(1);
        });
    }

    /**
     * Listens on {@code port} (0 means a free one) of {@code BIND_ADDRESS}, by default the loopback address. The port
     * is open while the service waits for its dependencies, so an early request waits too. If the service refused it,
     * every restart would lose the requests that a client must not repeat. Throws {@link Settings.Invalid} if the port
     * is taken.
     */
    public static Service start(String name, Settings settings, int port, Router router, Dependency... needs) {
        return start(name, settings, port, router, START_TIMEOUT, needs);
    }

    /** For tests: {@code timeout} is the longest wait for the dependencies. */
    static Service start(
            String name, Settings settings, int port, Router router, Duration timeout, Dependency... needs) {
        JdkProperties.apply();
        var address = BindAddress.of(settings, port);
        var metrics = router.metrics();
        var service = new Service(name, listen(address), metrics, List.of(needs));
        for (var need : needs) need.measure(metrics);
        router.polled("/health/live", Access.OPEN, request -> Response.ok("alive", name));
        router.polled("/health/ready", Access.OPEN, service::ready);
        router.polled("/metrics", Access.OPEN, LocalPage.of(request -> MetricsPage.page(metrics)));
        XRayPage.route(settings, router);
        var context = service.server.createContext("/", exchange -> service.answer(exchange, router));
        int maxOfAddress =
                settings.number("CONNECTIONS_PER_ADDRESS", Math.min(1_000, Connections.MAX), 1, Connections.MAX);
        service.connections = Connections.of(service.server, context, maxOfAddress, service.threads);
        service.server.setExecutor(service.connections);
        service.readiness.start();
        service.readiness.await(timeout);
        service.server.start();
        service.log.log(INFO, "{0} listens on {1}", name, BindAddress.url(service.server.getAddress()));
        Runtime.getRuntime().addShutdownHook(new Thread(service::terminate));
        return service;
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw BindAddress.refused("BIND_ADDRESS", address, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The requests that are being read or answered. */
    public int activeRequests() {
        return threads.active();
    }

    boolean isPortClosed() {
        return shutdown.isPortClosed();
    }

    private void answer(HttpExchange exchange, Router router) throws IOException {
        if (shutdown.holdOwnRequest(exchange)) return;
        requests.begin();
        try {
            router.answer(exchange, requests, shutdown::isPortClosed);
        } finally {
            requests.end();
        }
    }

    private Response ready(Request request) {
        var missing = stopping ? "The service is stopping." : readiness.missing();
        if (missing.isEmpty()) return Response.ok("ready", name);
        throw Problem.unavailable("not-ready", missing, 1);
    }

    /**
     * Handles SIGTERM. The service says that it is not ready, and closes. If clients used it recently, it waits before
     * that, so that their load balancers can choose another instance.
     */
    void terminate() {
        if (closed) return;
        stopping = true;
        if (requests.recentlyUsed()) Background.sleep(DRAIN_DELAY);
        close();
    }

    /** Closes the port and finishes the requests in flight, for four seconds at most. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        stopping = true;
        log.log(INFO, "stopping, {0} requests in flight", requests.inFlight());
        readiness.close();
        shutdown.run();
        connections.close();
        log.log(INFO, "stopped");
    }
}
