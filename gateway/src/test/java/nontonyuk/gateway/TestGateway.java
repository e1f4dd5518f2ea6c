package nontonyuk.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockWebServer;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.ServiceToken;
import nontonyuk.common.Settings;
import nontonyuk.common.TestClient;
import nontonyuk.common.TestTokens;

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
        var popular = new PopularFilms(new Tmdb(address(tmdb), TMDB_TOKEN, deadline, 1), 2);
        var token = new ServiceToken(client("auth", auth), "gateway", SECRET);
        var delivery = new FilmDelivery(token, client("movie", movie));
        films = new FilmImport(popular, delivery);
        var routes =
                GatewayService.routes(
                        TestTokens.verifier(),
                        new Forwarder("auth", address(auth), deadline),
                        new Forwarder("movie", address(movie), deadline),
                        new Forwarder("order", address(order), deadline),
                        films);
        service = Service.start("gateway", Settings.of(Map.of()), 0, routes);
    }

    private static ServiceClient client(String name, MockWebServer server) {
        return new ServiceClient(name, address(server), Duration.ofSeconds(5));
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
