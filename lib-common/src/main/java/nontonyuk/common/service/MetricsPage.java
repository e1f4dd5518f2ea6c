package nontonyuk.common.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import nontonyuk.common.Background;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;

/** The metrics as a page for Prometheus. They show load and failures, so they are not for the public. */
public final class MetricsPage {
    private static final String SETTING = "METRICS_ADDRESS";
    private static final Pattern ADDRESS = Pattern.compile("([^:/]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

    private static final int THREADS = 2;

    private MetricsPage() {}

    static Response page(Metrics metrics) {
        return Response.raw(200, Metrics.CONTENT_TYPE, metrics.render().getBytes(UTF_8));
    }

    /** Moves the page of this router to {@code METRICS_ADDRESS}, such as {@code 127.0.0.1:9100}, if that is set. */
    public static void move(Settings settings, Router router) {
        var address = settings.text(SETTING, "");
        if (address.isEmpty()) return;
        router.polled("/metrics", Access.OPEN, LocalPage::nothing);
        listen(address, router.metrics());
    }

    /** Serves the page to every client at {@code address}. */
    static HttpServer listen(String address, Metrics metrics) {
        var at = parse(address);
        try {
            var server = HttpServer.create(at, 0);
            var requests = new RequestMetrics("metrics", new Metrics()); // not among those of the service
            var router = new Router(null).polled("/metrics", Access.OPEN, request -> page(metrics));
            server.createContext("/", exchange -> router.answer(exchange, requests, () -> false));
            server.setExecutor(Executors.newFixedThreadPool(THREADS, Background.threads("metrics")));
            server.start();
            return server;
        } catch (IOException e) {
            throw BindAddress.refused(SETTING, at, e);
        }
    }

    private static InetSocketAddress parse(String address) {
        var parts = ADDRESS.matcher(address);
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= 65_535)
            return BindAddress.resolved(SETTING, parts.group(1), Integer.parseInt(parts.group(2)));
        throw new Settings.Invalid(SETTING + " must be an address such as 127.0.0.1:9100, not \"" + address + "\"");
    }
}
