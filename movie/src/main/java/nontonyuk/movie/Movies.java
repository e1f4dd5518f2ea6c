package nontonyuk.movie;

import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** The movies: found by everybody, looked after by admins. */
final class Movies {
    private final Database database;
    private final Showtimes showtimes;

    Movies(Database database, Showtimes showtimes) {
        this.database = database;
        this.showtimes = showtimes;
    }

    Response list(Request request) {
        var page = Page.of(request);
        var wanted = request.query("q", 200).orElse("").strip();
        var pattern = "%" + wanted.replaceAll("[!%_]", "!$0") + "%";
        var genre = request.query("genre", 200).orElse("").strip();
        var movies = database.list(
                Movie.SELECT + """
                                WHERE title LIKE ? ESCAPE '!'
                                  AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
                                ORDER BY title = ? DESC, title, id
                                LIMIT ? OFFSET ?
                                """, Movie::read, pattern, genre, genre, wanted, page.size(), page.offset());
        return Response.ok("Movies", movies, page.meta(count(pattern, genre)));
    }

    private long count(String pattern, String genre) {
        return database.one("""
                        SELECT COUNT(*)
                        FROM movies
                        WHERE title LIKE ? ESCAPE '!'
                          AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
                        """, row -> row.getLong(1), pattern, genre, genre).orElseThrow();
    }

    Response byId(Request request) {
        return Response.ok("Movie", withSchedule(request.id("id")));
    }

    private Movie.WithSchedule withSchedule(long id) {
        var movie = database.one(Movie.SELECT + "WHERE id = ?", Movie::read, id).orElseThrow(() -> notFound(id));
        return new Movie.WithSchedule(movie, showtimes.upcoming(id));
    }

    static Problem notFound(long id) {
        return Problem.notFound("movie-not-found", "There is no movie " + id + ".");
    }

    /** Movie and showtimes are stored together or not at all. */
    Response add(Request request) {
        var movie = request.body(NewMovie.class);
        long id = database.transaction(transaction -> {
            long newId = insert(transaction, null, movie);
            for (int i = 0; i < movie.schedule().size(); i++) {
                var field = "schedule[" + i + "].studio_id";
                Scheduling.add(transaction, newId, movie.schedule().get(i), field);
            }
            return newId;
        });
        return Response.created("/movies/" + id, "Movie created", withSchedule(id));
    }

    long insert(Transaction transaction, Long tmdbId, MovieDetails movie) {
        return transaction.insert(
                """
                INSERT INTO movies
                    (tmdb_id, title, genre, duration, overview, release_date, created_at, updated_at)
                VALUES
                    (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """, tmdbId, movie.title(), movie.genre(), movie.duration(), movie.overview(), movie.releaseDate());
    }

    Response change(Request request) {
        long id = request.id("id");
        replace(id, request.body(ChangedMovie.class));
        return Response.ok("Movie changed", withSchedule(id));
    }

    /**
     * A new duration holds for the showtimes that are made from now on: those that stand have been sold with their
     * times, and moving them could make them overlap.
     */
    void replace(long id, MovieDetails movie) {
        database.update("""
                UPDATE movies
                SET title = ?, genre = ?, duration = ?, overview = ?, release_date = ?,
                    updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, movie.title(), movie.genre(), movie.duration(), movie.overview(), movie.releaseDate(), id);
    }

    /**
     * Past and cancelled showtimes go with their movie: an order has its own copy of what was sold. One that runs still
     * keeps its studio busy, so its row has to stay.
     */
    Response remove(Request request) {
        long id = request.id("id");
        database.transaction(transaction -> {
            Scheduling.lockMovie(transaction, id);
            if (isShowing(transaction, id)) {
                throw Problem.conflict(
                        "movie-has-showtimes",
                        "Not all showtimes of the movie are over; cancel the upcoming"
                                + " ones, a running one has to end first.");
            }
            transaction.update("DELETE FROM showtimes WHERE movie_id = ?", id);
            return transaction.update("DELETE FROM movies WHERE id = ?", id);
        });
        return Response.noContent();
    }

    private static boolean isShowing(Transaction transaction, long id) {
        return transaction.one("""
                        SELECT 1
                        FROM showtimes
                        WHERE movie_id = ?
                          AND status = 'SCHEDULED'
                          AND ends_at > UTC_TIMESTAMP(3)
                        LIMIT 1
                        """, row -> true, id).isPresent();
    }
}
