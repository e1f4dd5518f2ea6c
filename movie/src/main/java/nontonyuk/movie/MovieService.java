package nontonyuk.movie;

import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.http.Handler;
import nontonyuk.common.http.Router;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.RemoteAuth;

/** The movie service: what is showing, where and when. */
public final class MovieService {
    private MovieService() {}

    public static void main(String[] args) {
        Service.prepare("movie");
        var settings = Settings.read();
        int port = settings.port("MOVIE_PORT", 8002);
        var database = Database.open(settings, "movie");
        var autoSchedule = new AutoSchedule(database, settings.number("PROGRAMME_DAYS", 7, 0, 30));
        var auth = RemoteAuth.at(settings);
        Service.start("movie", settings, port, routes(database, autoSchedule, auth.verifier()), database, auth);
        autoSchedule.start();
    }

    static Router routes(Database database, AutoSchedule autoSchedule, Authenticator authenticator) {
        var studios = new Studios(database);
        var showtimes = new Showtimes(database);
        var movies = new Movies(database);
        var imports = new Imports(database, movies, autoSchedule);
        return new Router(authenticator)
                .get("/movies", shared(movies::list))
                .post("/movies", Access.ADMIN, movies::add)
                .post("/movies/import", Access.SERVICE, imports::run)
                .get("/movies/{id}", shared(movies::byId))
                .put("/movies/{id}", Access.ADMIN, movies::change)
                .delete("/movies/{id}", Access.ADMIN, movies::remove)
                .get("/movies/{id}/showtimes", shared(showtimes::ofMovie))
                .post("/movies/{id}/showtimes", Access.ADMIN, showtimes::add)
                .get("/showtimes", shared(showtimes::byTitle))
                .polled("/showtimes/cancelled", Access.SERVICE, showtimes::cancelled)
                .get("/showtimes/{id}", shared(showtimes::byId))
                .delete("/showtimes/{id}", Access.ADMIN, showtimes::cancel)
                .get("/studios", shared(studios::list))
                .post("/studios", Access.ADMIN, studios::add)
                .get("/studios/{id}", shared(studios::byId));
    }

    /** The answer is the same for every token, so the gateway may keep it for a second (RFC 9213, RFC 9111 §3.5). */
    private static Handler shared(Handler handler) {
        return request -> handler.handle(request).revalidated().with("Gateway-Cache-Control", "public, max-age=1");
    }
}
