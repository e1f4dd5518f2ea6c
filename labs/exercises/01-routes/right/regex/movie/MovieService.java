package nontonyuk.movie;

import nontonyuk.common.access.Access;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.http.Router;
import nontonyuk.common.sql.Database;

public final class MovieService {
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
                .get("/movies/$word$", shared(movies::shortest))
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
}
