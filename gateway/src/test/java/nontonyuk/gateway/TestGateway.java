package nontonyuk.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import nontonyuk.common.ClientAddress;
import nontonyuk.common.Metrics;
import nontonyuk.common.Router;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.ServiceToken;
import nontonyuk.common.Settings;
import nontonyuk.common.TestClient;
import nontonyuk.common.TestTokens;
import nontonyuk.common.Upstream;

/** A gateway on a free port, and servers that stand for the three services and TheMovieDB. */
final class TestGateway implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-gateway";
    static final String TMDB_TOKEN = "a-token-for-tmdb";

    final MockWebServer auth = started();
    final MockWebServer movie = started();
    final MockWebServer order = started();
    final MockWebServer tmdb = started();
    final FilmImport films;
    final Service service;

    /** {@code deadline} is for the services and for TheMovieDB alike. */
    TestGateway(Duration deadline) {
        this(deadline, 64, Map.of());
    }

    /** {@code most} may be at a service at a time; {@code limits} are settings. */
    TestGateway(Duration deadline, int most, Map<String, String> limits) {
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
                            ? GatewayService.forwarderToAuth(
                                    upstream, most, deadline, metrics, new ClientAddress(SECRET))
                            : new Forwarder(upstream, most, deadline, metrics));
        }
        var popular = new PopularFilms(new Tmdb(address(tmdb), TMDB_TOKEN, deadline, 1), 2);
        var token = new ServiceToken(clients.get(0), "gateway", SECRET);
        films = new FilmImport(popular, new FilmDelivery(token, clients.get(1)));
        var routes = GatewayService.routes(
                new Router(TestTokens.verifier(), metrics),
                Limits.read(Settings.of(limits), metrics),
                forwarders.get(0),
                forwarders.get(1),
                forwarders.get(2),
                films);
        service = Service.start("gateway", Settings.of(Map.of()), 0, routes);
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

    static URI address(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    TestClient nobody() {
        return TestClient.to(service.port());
    }

    TestClient customer() {
        return nobody().as(TestTokens.customer(7));
    }

    TestClient admin() {
        return nobody().as(TestTokens.admin(1));
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
