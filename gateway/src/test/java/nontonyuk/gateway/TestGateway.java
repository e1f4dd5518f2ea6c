package nontonyuk.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import nontonyuk.common.Settings;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.common.token.TestTokens;
import nontonyuk.gateway.browser.Cors;
import nontonyuk.gateway.cache.AnswerCache;
import nontonyuk.gateway.forward.Forwarder;
import nontonyuk.gateway.limit.RateLimitSettings;
import nontonyuk.gateway.movies.MovieImport;
import nontonyuk.gateway.movies.Tmdb;

/** A gateway on a free port, with mock servers in place of the three services and TheMovieDB. */
public final class TestGateway implements AutoCloseable {
    public static final String SECRET = "a-secret-of-the-gateway";
    public static final String TMDB_TOKEN = "a-token-for-tmdb";

    public final MockWebServer auth = started();
    public final MockWebServer movie = started();
    public final MockWebServer order = started();
    public final MockWebServer tmdb = started();
    public final MovieImport movies;
    public final Service service;

    /** {@code deadline} is for each call to a service and to TheMovieDB. */
    public TestGateway(Duration deadline) {
        this(deadline, 64, Map.of());
    }

    /** {@code maxInFlight} is for each service; {@code settings} are for limits, CORS and cache. */
    public TestGateway(Duration deadline, int maxInFlight, Map<String, String> settings) {
        var metrics = new Metrics();
        var clients = new ArrayList<ServiceClient>();
        var forwarders = new ArrayList<Forwarder>();
        for (var server : List.of(auth, movie, order)) {
            var name = server == auth ? "auth" : server == movie ? "movie" : "order";
            var upstream = new Upstream(name, List.of(address(server)));
            clients.add(new ServiceClient(upstream, Duration.ofSeconds(5)));
            clients.get(clients.size() - 1).measure(metrics);
            forwarders.add(
                    server == auth
                            ? Forwarder.toAuth(upstream, maxInFlight, deadline, metrics, new ClientAddress(SECRET))
                            : new Forwarder(upstream, maxInFlight, deadline, metrics));
        }
        var token = new ServiceToken(clients.get(0), "gateway", SECRET);
        var cache = AnswerCache.read(Settings.of(settings), forwarders.get(1), deadline, metrics);
        movies = new MovieImport(
                new Tmdb(address(tmdb), TMDB_TOKEN, deadline, 1), 2, token, clients.get(1), cache::drop);
        var routes = GatewayService.routes(
                new Router(TestTokens.verifier(), metrics).first(Cors.read(Settings.of(settings))::handle),
                RateLimitSettings.read(Settings.of(settings), metrics),
                forwarders.get(0),
                cache,
                forwarders.get(2),
                movies);
        service = Service.start("gateway", Settings.of(Map.of()), 0, routes);
    }

    /** Sends a raw request of customer 7, with a host and a length added. */
    public String send(String method, String target, String headers, String body) {
        var length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return Wire.send(service.port(), """
                %s %s HTTP/1.1\r
                Host: cinema.test:8000\r
                Authorization: Bearer %s\r
                %s%s\r
                %s""".formatted(method, target, TestTokens.customer(7), headers, length, body));
    }

    private static MockWebServer started() {
        try {
            var server = new MockWebServer();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static URI address(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public TestClient anonymous() {
        return TestClient.to(service.port());
    }

    public TestClient customer() {
        return anonymous().as(TestTokens.customer(7));
    }

    public TestClient admin() {
        return anonymous().as(TestTokens.admin(1));
    }

    @Override
    public void close() {
        service.close();
        auth.close();
        movie.close();
        order.close();
        tmdb.close();
    }
}
