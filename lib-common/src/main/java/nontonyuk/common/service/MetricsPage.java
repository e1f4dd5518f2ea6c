package nontonyuk.common.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import nontonyuk.common.Background;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.problem.Problem;

/** The metrics as a page for Prometheus. They show load and failures, so they are not for the public. */
public final class MetricsPage {
    private static final int THREADS = 2;

    private MetricsPage() {}

    /** The page for a client on this machine; for others there is nothing. */
    static Response forThisMachine(String clientAddress, Metrics metrics) {
        try {
            if (InetAddress.getByName(clientAddress).isLoopbackAddress()) return page(metrics);
            throw hidden();
        } catch (UnknownHostException e) {
            throw hidden();
        }
    }

    /** For a service whose metrics are elsewhere. */
    public static Response nothing(Request request) {
        throw hidden();
    }

    private static Problem hidden() {
        return Problem.notFound("no-such-path", "There is nothing at /metrics.");
    }

    private static Response page(Metrics metrics) {
        return Response.raw(200, Metrics.CONTENT_TYPE, metrics.render().getBytes(UTF_8));
    }

    /** Serves the page to everyone at {@code address}, such as {@code 127.0.0.1:9100}, the value of {@code setting}. */
    public static HttpServer listen(String setting, String address, Metrics metrics) {
        var at = parse(setting, address);
        try {
            var server = HttpServer.create(at, 0);
            var requests = new RequestMetrics("metrics", new Metrics()); // not among those of the service
            var router = new Router(null).polled("/metrics", Access.OPEN, request -> page(metrics));
            server.createContext("/", exchange -> router.answer(exchange, requests, () -> false));
            server.setExecutor(Executors.newFixedThreadPool(THREADS, Background.threads("metrics")));
            server.start();
            return server;
        } catch (IOException e) {
            throw BindAddress.refused(setting, at, e);
        }
    }

    private static InetSocketAddress parse(String setting, String address) {
        try {
            var uri = URI.create("http://" + address);
            if (uri.getHost() != null
                    && uri.getPort() >= 0
                    && uri.getAuthority().equals(address))
                return BindAddress.resolved(setting, uri.getHost(), uri.getPort());
        } catch (IllegalArgumentException e) {
            // the same answer
        }
        throw new Settings.Invalid(setting + " must be an address such as 127.0.0.1:9100, not \"" + address + "\"");
    }
}
