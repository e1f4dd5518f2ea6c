package nontonyuk.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import nontonyuk.gateway.forward.Forwarder;

/** An instance of a service. A test sets how slow it is, and may kill it. */
public final class Backend implements AutoCloseable {
    /** How long one request takes while so many are in flight. */
    public interface Work {
        Duration time(int inFlight);
    }

    public final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Work work;

    public Backend(Work work) {
        this.work = work;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Thread.sleep(work.time(inFlight.incrementAndGet()).toMillis());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes());
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Breaks all connections, like a process that dies. */
    public void kill() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        kill();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A gateway that forwards {@code /api/movies} to these instances, without a token. */
    public static Service gateway(int maxInFlight, Duration deadline, Backend... backends) {
        var addresses = Arrays.stream(backends).map(Backend::address).toArray(URI[]::new);
        return gateway(maxInFlight, deadline, addresses);
    }

    public static Service gateway(int maxInFlight, Duration deadline, URI... addresses) {
        var metrics = new Metrics();
        var upstream = new Upstream("movie", List.of(addresses));
        upstream.measure(metrics);
        var movie = new Forwarder(upstream, maxInFlight, deadline, metrics);
        var routes = new Router(TestTokens.verifier(), metrics);
        routes.any("/api/movies/**", Access.OPEN, movie::forward);
        return Service.start("gateway", Settings.of(Map.of()), 0, routes);
    }

    public static List<Integer> shares(Backend... backends) {
        return Arrays.stream(backends).map(backend -> backend.requests.size()).toList();
    }
}
