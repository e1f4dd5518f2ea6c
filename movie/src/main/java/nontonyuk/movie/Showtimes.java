package nontonyuk.movie;

import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/** Handlers for showtimes. The order service sells seats for them. */
final class Showtimes {
    private static final String UPCOMING = Showtime.SELECT + """
            WHERE showtimes.status = 'SCHEDULED'
              AND showtimes.starts_at > UTC_TIMESTAMP(3)
            """;

    private final Database database;

    Showtimes(Database database) {
        this.database = database;
    }

    Response ofMovie(Request request) {
        long movieId = request.id("id");
        var upcoming = database.list(
                UPCOMING + "AND showtimes.movie_id = ? ORDER BY showtimes.starts_at, showtimes.id",
                Showtime::read,
                movieId);
        if (upcoming.isEmpty() && !exists("SELECT 1 FROM movies WHERE id = ?", movieId)) {
            throw Movie.notFound(movieId);
        }
        return Response.ok("Showtimes", upcoming);
    }

    /** The upcoming showtimes of a title. Two movies may share it, so the answer has those of both. */
    Response byTitle(Request request) {
        var title = request.query("title", 200)
                .orElseThrow(() -> Problem.invalid("title", "required", "must be given"))
                .strip();
        var upcoming = database.list(
                UPCOMING + "AND movies.title = ? ORDER BY showtimes.starts_at, showtimes.id LIMIT 100",
                Showtime::read,
                title);
        if (upcoming.isEmpty() && !exists("SELECT 1 FROM movies WHERE title = ? LIMIT 1", title)) {
            throw Problem.notFound("movie-not-found", "There is no movie with the title \"" + title + "\".");
        }
        return Response.ok("Showtimes", upcoming);
    }

    private boolean exists(String sql, Object idOrTitle) {
        return database.one(sql, row -> true, idOrTitle).isPresent();
    }

    /** The body of POST /movies/{id}/showtimes. The end follows from the movie's duration. */
    Response add(Request request) {
        long movieId = request.id("id");
        var showtime = request.body(Scheduling.NewShowtime.class);
        long id = database.transaction(transaction -> Scheduling.add(transaction, movieId, showtime, "studio_id"));
        return Response.created("/showtimes/" + id, "Showtime created", find(id));
    }

    /** Finds past and cancelled showtimes too: customers may have tickets for them. */
    Response byId(Request request) {
        return Response.ok("Showtime", find(request.id("id")));
    }

    private Showtime find(long id) {
        return database.one(Showtime.SELECT + "WHERE showtimes.id = ?", Showtime::read, id)
                .orElseThrow(() -> Problem.notFound("showtime-not-found", "There is no showtime " + id + "."));
    }

    /** The numbers of the cancelled showtimes. Order polls them to refund its tickets, so a month of them is enough. */
    Response cancelled(Request request) {
        return Response.ok("Cancelled showtimes", database.list("""
                        SELECT showtime_id
                        FROM cancellations
                        WHERE starts_at > UTC_TIMESTAMP(3) - INTERVAL 30 DAY
                        ORDER BY showtime_id
                        """, row -> row.getLong("showtime_id")));
    }

    Response cancel(Request request) {
        long id = request.id("id");
        database.transaction(transaction -> {
            int changed = transaction.update("""
                            UPDATE showtimes
                            SET status = 'CANCELLED'
                            WHERE id = ?
                              AND status = 'SCHEDULED'
                              AND starts_at > UTC_TIMESTAMP(3)
                            """, id);
            if (changed == 0) return 0;
            return transaction.update("""
                    INSERT INTO cancellations (showtime_id, starts_at)
                    SELECT id, starts_at
                    FROM showtimes
                    WHERE id = ?
                    """, id);
        });
        return switch (find(id).status()) {
            case CANCELLED -> Response.noContent();
            case SCHEDULED -> throw Problem.conflict("showtime-started", "The showtime has already started.");
        };
    }
}
