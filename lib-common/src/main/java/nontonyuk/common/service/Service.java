package nontonyuk.common.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import nontonyuk.common.Dependency;
import nontonyuk.common.JdkProperties;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.problem.Problem;

/**
 * A running service: it listens when all that it needs is there, or is late; says on {@code /health/ready} which of the
 * two it is; and on SIGTERM finishes what it has begun.
 */
public final class Service implements AutoCloseable {
    /** Twice as long as it takes until the others look again, where none of them hangs. */
    private static final Duration NOTICE = Duration.ofMillis(500);

    /** Less than the shortest deadline with which services call each other. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final int BACKLOG = 1024;

    private final System.Logger log = System.getLogger("service"); // not static: JdkProperties must be set before it

    private final String name;
    private final HttpServer server;
    private final RequestThreads threads = new RequestThreads(RequestThreads.MOST);
    private final Shutdown shutdown;
    private final Readiness readiness;
    private final RequestMetrics traffic;
    private volatile boolean stopping;
    private volatile boolean closed;

    private Service(String name, HttpServer server, Metrics metrics, List<Dependency> needs) {
        this.name = name;
        this.server = server;
        this.traffic = new RequestMetrics(name, metrics);
        this.shutdown = new Shutdown(server, threads, traffic);
        this.readiness = new Readiness(needs);
    }

    /**
     * The first line of a service's {@code main}: from here on log lines carry its name, and a setting that can't be
     * used ends the process with one line instead of a stack trace.
     */
    public static void prepare(String service) {
        JdkProperties.apply();
        Log.configure(service);
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
     * Listens on {@code port} (0 for a free one) of the address {@code BIND_ADDRESS}, the loopback one unless told.
     * Whoever calls while it looks for what it needs waits for a moment: turned away, a request that may not be
     * repeated would be lost in every restart.
     *
     * @param needs what must be there before the service calls itself ready
     */
    public static Service start(String name, Settings settings, int port, Router router, Dependency... needs) {
        return start(name, settings, port, router, PATIENCE, needs);
    }

    /** For tests: {@code patience} is how long callers wait for what it needs. */
    static Service start(
            String name, Settings settings, int port, Router router, Duration patience, Dependency... needs) {
        JdkProperties.apply();
        var address = new InetSocketAddress(settings.text("BIND_ADDRESS", "127.0.0.1"), port);
        var metrics = router.metrics();
        var service = new Service(name, listen(address), metrics, List.of(needs));
        for (var need : needs) need.measure(metrics);
        router.polled("/health/live", Access.OPEN, request -> Response.ok("alive", name));
        router.polled("/health/ready", Access.OPEN, service::ready);
        router.polled("/metrics", Access.OPEN, request -> page(metrics));
        service.server.createContext("/", exchange -> service.answer(exchange, router));
        service.server.setExecutor(service.threads);
        service.readiness.watch();
        service.readiness.await(patience);
        service.server.start();
        service.log.log(
                System.Logger.Level.INFO,
                "{0} listens on http://{1}:{2}",
                name,
                address.getHostString(),
                "" + service.port());
        Runtime.getRuntime().addShutdownHook(new Thread(service::terminate));
        return service;
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new Settings.Invalid(
                    "port " + address.getPort() + " is taken by another program; stop that, or set another port");
        } catch (IOException e) {
            throw new Settings.Invalid("can't listen on " + address + ": " + e.getMessage());
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public int atWork() {
        return threads.atWork();
    }

    boolean isPortClosed() {
        return shutdown.isPortClosed();
    }

    private void answer(HttpExchange exchange, Router router) throws IOException {
        if (shutdown.holds(exchange)) return;
        traffic.begin();
        try {
            router.answer(exchange, traffic, shutdown::isPortClosed);
        } finally {
            traffic.end();
        }
    }

    private static Response page(Metrics metrics) {
        return Response.raw(200, Metrics.CONTENT_TYPE, metrics.render().getBytes(UTF_8));
    }

    private Response ready(Request request) {
        var missing = stopping ? "the service is stopping" : readiness.missing();
        if (missing.isEmpty()) return Response.ok("ready", name);
        throw Problem.unavailable("not-ready", missing, 1);
    }

    /**
     * What SIGTERM does: not ready any more, and where there was somebody, a moment later than that the end, so that
     * balancers can notice before the port is closed.
     */
    void terminate() {
        if (closed) return;
        stopping = true;
        if (traffic.recentlyUsed()) sleep(NOTICE);
        close();
    }

    /** Closes the port, finishes what has come (in four seconds at most), then ends. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        stopping = true;
        log.log(System.Logger.Level.INFO, "stopping, {0} requests in flight", traffic.inFlight());
        readiness.close();
        shutdown.run();
        log.log(System.Logger.Level.INFO, "stopped");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
