package nontonyuk.gateway;

import java.time.Duration;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Router;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.service.MetricsPage;
import nontonyuk.common.service.Service;
import nontonyuk.common.service.XRayPage;
import nontonyuk.common.token.RemoteAuth;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.gateway.browser.Cors;
import nontonyuk.gateway.cache.AnswerCache;
import nontonyuk.gateway.docs.HomePage;
import nontonyuk.gateway.docs.ProblemTypes;
import nontonyuk.gateway.forward.Forwarder;
import nontonyuk.gateway.limit.RateLimitSettings;
import nontonyuk.gateway.movies.MovieImport;
import nontonyuk.gateway.movies.Tmdb;
import nontonyuk.gateway.web.WebFiles;
import nontonyuk.gateway.xray.XRay;

/** The gateway: the only public service. It verifies tokens, forwards requests, and imports movies. */
public final class GatewayService {
    private static final Duration TMDB_DEADLINE = Duration.ofSeconds(3);
    private static final int TMDB_MAX_WAIT_SECONDS = 10;

    public static void main(String[] args) {
        Service.prepare("gateway");
        var settings = Settings.read();
        var auth = RemoteAuth.at(settings);
        var movie = Upstream.at(settings, "movie", 8002);
        var order = Upstream.at(settings, "order", 8003);
        var secret = settings.secret("GATEWAY_CLIENT_SECRET");
        var deadline = Duration.ofMillis(settings.number("GATEWAY_DEADLINE_MS", 5_000, 100, 60_000));
        int maxInFlight = settings.number("GATEWAY_IN_FLIGHT", 64, 1, 10_000);
        var metrics = new Metrics();
        var token = new ServiceToken(new ServiceClient(auth.upstream(), deadline), "gateway", secret);
        var movieClient = new ServiceClient(movie, deadline);
        var orderClient = new ServiceClient(order, deadline);
        var movieCache =
                AnswerCache.read(settings, new Forwarder(movie, maxInFlight, deadline, metrics), deadline, metrics);
        var movies = movies(settings, token, movieClient, movieCache);
        var syncInterval = Duration.ofMinutes(settings.number("TMDB_SYNC_MINUTES", 60, 0, 1440));
        var router = new Router(auth.verifier(), metrics).first(Cors.read(settings)::handle);
        MetricsPage.move(settings, router);
        if (XRayPage.isOn(settings)) new XRay(auth.upstream(), movie, order).route(router);
        var routes = routes(
                router,
                RateLimitSettings.read(settings, metrics),
                Forwarder.toAuth(auth.upstream(), maxInFlight, deadline, metrics, new ClientAddress(secret)),
                movieCache,
                new Forwarder(order, maxInFlight, deadline, metrics),
                movies);
        Service.start("gateway", settings, settings.port("GATEWAY_PORT", 8000), routes, auth, movieClient, orderClient);
        movies.start(syncInterval);
    }

    static Router routes(
            Router router,
            RateLimitSettings limits,
            Forwarder auth,
            AnswerCache movie,
            Forwarder order,
            MovieImport movies) {
        var problems = ProblemTypes.read();
        var home = new HomePage();
        home.route(router);
        new WebFiles().route(router);
        return router.any("/api/register", Access.OPEN, limits.register().before(auth::forward))
                .any("/api/login", Access.OPEN, limits.login().before(auth::forward))
                .any("/api/token/refresh", Access.OPEN, limits.login().before(auth::forward))
                .any("/api/logout", Access.SIGNED_IN, auth::forward)
                .any("/api/password", Access.SIGNED_IN, limits.login().before(auth::forward))
                .delete("/api/me", Access.SIGNED_IN, limits.login().before(auth::forward)) // it checks a password
                .any("/api/me", Access.SIGNED_IN, auth::forward)
                .any("/api/users/**", Access.SIGNED_IN, auth::forward)
                .any("/api/keys/rotate", Access.ADMIN, auth::forward)
                .any("/api/.well-known/jwks.json", Access.OPEN, auth::forward)
                .any("/api/movies/sync", Access.ADMIN, movies::onRequest)
                .any("/api/movies/**", Access.SIGNED_IN, movie::forward)
                .any("/api/showtimes/**", Access.SIGNED_IN, movie::forward)
                .any("/api/studios/**", Access.SIGNED_IN, movie::forward)
                .post("/api/orders/**", Access.SIGNED_IN, limits.orders().before(order::forward))
                .any("/api/orders/**", Access.SIGNED_IN, order::forward)
                .any("/api/seats/**", Access.SIGNED_IN, order::forward)
                .any("/api/tickets/**", Access.SIGNED_IN, order::forward)
                .get("/openapi.json", Access.OPEN, home::openApi)
                .get("/problems", Access.OPEN, problems::list)
                .get("/problems/{code}", Access.OPEN, problems::byCode);
    }

    private static MovieImport movies(Settings settings, ServiceToken token, ServiceClient movie, AnswerCache cache) {
        var tmdb = new Tmdb(
                settings.address("TMDB_URL", "http://127.0.0.1:8090"),
                settings.text("TMDB_TOKEN", "tmdb-stand-in"),
                TMDB_DEADLINE,
                TMDB_MAX_WAIT_SECONDS);
        return new MovieImport(tmdb, settings.number("TMDB_PAGES", 3, 1, 50), token, movie, cache::drop);
    }
}
