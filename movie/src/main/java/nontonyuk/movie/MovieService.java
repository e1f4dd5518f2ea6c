package nontonyuk.movie;

import java.time.Duration;
import nontonyuk.common.Access;
import nontonyuk.common.Database;
import nontonyuk.common.EndedSessions;
import nontonyuk.common.RemoteKeys;
import nontonyuk.common.Router;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.Settings;
import nontonyuk.common.TokenVerifier;
import nontonyuk.common.Upstream;

/** The movie service: what is showing, where and when. */
public final class MovieService {
    private static final Duration AUTH_DEADLINE = Duration.ofSeconds(2);

    private MovieService() {}

    public static void main(String[] args) {
        Service.name("movie");
        var settings = Settings.read();
        int port = settings.port("MOVIE_PORT", 8002);
        var database = Database.open(settings, "movie");
        var programme = new Programme(database, settings.number("PROGRAMME_DAYS", 7, 0, 30));
        var auth = new Upstream("auth", settings.addresses("AUTH_URL", "http://127.0.0.1:8001"));
        var keys = new RemoteKeys(auth);
        var ended = EndedSessions.follow(auth);
        var authClient = new ServiceClient(auth, AUTH_DEADLINE); // looks which instances are ready
        var routes = routes(database, programme, new TokenVerifier(keys, ended));
        Service.start("movie", settings, port, routes, database, keys, ended, authClient);
        programme.start();
    }

    static Router routes(Database database, Programme programme, TokenVerifier verifier) {
        var studios = new Studios(database);
        var showtimes = new Showtimes(database);
        var films = new Films(database, showtimes);
        var imports = new Imports(database, films, programme);
        return new Router(verifier)
                .get("/movies", films::list)
                .post("/movies", Access.ADMIN, films::add)
                .post("/movies/import", Access.SERVICE, imports::run)
                .get("/movies/{id}", films::byId)
                .put("/movies/{id}", Access.ADMIN, films::change)
                .delete("/movies/{id}", Access.ADMIN, films::remove)
                .get("/movies/{id}/showtimes", showtimes::ofFilm)
                .post("/movies/{id}/showtimes", Access.ADMIN, showtimes::add)
                .get("/showtimes", showtimes::byTitle)
                .polled("/showtimes/cancelled", Access.SERVICE, showtimes::cancelled)
                .get("/showtimes/{id}", showtimes::byId)
                .delete("/showtimes/{id}", Access.ADMIN, showtimes::cancel)
                .get("/studios", studios::list)
                .post("/studios", Access.ADMIN, studios::add)
                .get("/studios/{id}", studios::byId);
    }
}
