package nontonyuk.gateway;

import java.time.Duration;
import nontonyuk.common.Access;
import nontonyuk.common.EndedSessions;
import nontonyuk.common.RemoteKeys;
import nontonyuk.common.Router;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.ServiceToken;
import nontonyuk.common.Settings;
import nontonyuk.common.TokenVerifier;

/** The gateway: the only public door. It verifies tokens, forwards, and brings in new films. */
public final class GatewayService {
    private static final Duration TMDB_DEADLINE = Duration.ofSeconds(3);
    private static final int TMDB_PATIENCE_SECONDS = 10;

    public static void main(String[] args) {
        Service.name("gateway");
        var settings = Settings.read();
        var authUrl = settings.address("AUTH_URL", "http://127.0.0.1:8001");
        var movieUrl = settings.address("MOVIE_URL", "http://127.0.0.1:8002");
        var orderUrl = settings.address("ORDER_URL", "http://127.0.0.1:8003");
        var deadline =
                Duration.ofMillis(settings.number("GATEWAY_DEADLINE_MS", 5_000, 100, 60_000));
        var keys = new RemoteKeys(authUrl);
        var ended = EndedSessions.follow(authUrl);
        var auth = new ServiceClient("auth", authUrl, deadline);
        var movie = new ServiceClient("movie", movieUrl, deadline);
        var order = new ServiceClient("order", orderUrl, deadline);
        var films = films(settings, auth, movie);
        var every = Duration.ofMinutes(settings.number("TMDB_SYNC_MINUTES", 60, 0, 1440));
        var routes =
                routes(
                        new TokenVerifier(keys, ended),
                        new Forwarder("auth", authUrl, deadline),
                        new Forwarder("movie", movieUrl, deadline),
                        new Forwarder("order", orderUrl, deadline),
                        films);
        int port = settings.port("GATEWAY_PORT", 8000);
        Service.start("gateway", settings, port, routes, keys, ended, auth, movie, order);
        films.start(every);
    }

    static Router routes(
            TokenVerifier verifier,
            Forwarder auth,
            Forwarder movie,
            Forwarder order,
            FilmImport films) {
        return new Router(verifier)
                .any("/api/register", Access.OPEN, auth::forward)
                .any("/api/login", Access.OPEN, auth::forward)
                .any("/api/.well-known/jwks.json", Access.OPEN, auth::forward)
                .any("/api/me", Access.SIGNED_IN, auth::forward)
                .any("/api/movies/sync", Access.ADMIN, films::onRequest)
                .any("/api/movies/**", Access.SIGNED_IN, movie::forward)
                .any("/api/showtimes/**", Access.SIGNED_IN, movie::forward)
                .any("/api/studios/**", Access.SIGNED_IN, movie::forward)
                .any("/api/orders/**", Access.SIGNED_IN, order::forward)
                .any("/api/seats/**", Access.SIGNED_IN, order::forward);
    }

    private static FilmImport films(Settings settings, ServiceClient auth, ServiceClient movie) {
        var tmdb =
                new Tmdb(
                        settings.address("TMDB_URL", "http://127.0.0.1:8090"),
                        settings.text("TMDB_TOKEN", "tmdb-stand-in"),
                        TMDB_DEADLINE,
                        TMDB_PATIENCE_SECONDS);
        var popular = new PopularFilms(tmdb, settings.number("TMDB_PAGES", 3, 1, 50));
        var secret = settings.required("GATEWAY_CLIENT_SECRET");
        var token = new ServiceToken(auth, "gateway", secret);
        return new FilmImport(popular, new FilmDelivery(token, movie));
    }
}
