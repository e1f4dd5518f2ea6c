package nontonyuk.movie;

import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Handlers for movies: all users read them, admins change them. */
final class Movies {
    private static final String FILTER = """
            WHERE title LIKE ? ESCAPE '!'
              AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
            """;

    private final Database database;
    private final Showtimes showtimes;

    Movies(Database database, Showtimes showtimes) {
        this.database = database;
        this.showtimes = showtimes;
    }

    Response list(Request request) {
        var page = Page.of(request);
        var title = request.query("q", 200).orElse("").strip();
        var pattern = "%" + title.replaceAll("[!%_]", "!$0") + "%";
        var genre = request.query("genre", 200).orElse("").strip();
        var movies = database.list(
                Movie.SELECT + FILTER + """
                                ORDER BY title = ? DESC, title, id
                                LIMIT ? OFFSET ?
                                """, Movie::read, pattern, genre, genre, title, page.size(), page.offset());
        long total = database.one("SELECT COUNT(*) FROM movies " + FILTER, row -> row.getLong(1), pattern, genre, genre)
                .orElseThrow();
        return Response.ok("Movies", movies, page.meta(total));
    }

    Response byId(Request request) {
        return Response.ok("Movie", withSchedule(request.id("id")));
    }

    private Movie.WithSchedule withSchedule(long id) {
        var movie = database.one(Movie.SELECT + "WHERE id = ?", Movie::read, id).orElseThrow(() -> Movie.notFound(id));
        return new Movie.WithSchedule(movie, showtimes.upcoming(id));
    }

    /** Stores the movie and its showtimes in one transaction: all or none. */
    Response add(Request request) {
        var movie = request.body(MovieDetails.NewMovie.class);
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
        replace(id, request.body(MovieDetails.ChangedMovie.class), true);
        var changed = withSchedule(id);
        var isImported = changed.movie().tmdbId() != null;
        return Response.ok("Movie changed" + (isImported ? "; no import changes it from now on" : ""), changed);
    }

    /**
     * A new duration is for new showtimes only. The existing showtimes keep their times: customers have tickets for
     * them, and longer ones could overlap. An import is not {@code byHand}, and leaves movies alone that are.
     */
    void replace(long id, MovieDetails movie, boolean byHand) {
        database.update(
                """
                UPDATE movies
                SET title = ?, genre = ?, duration = ?, overview = ?, release_date = ?,
                    by_hand = ?, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                  AND by_hand <= ?
                """,
                movie.title(),
                movie.genre(),
                movie.duration(),
                movie.overview(),
                movie.releaseDate(),
                byHand,
                id,
                byHand);
    }

    /**
     * Deletes past and cancelled showtimes too: an order has its own copy of what it sold. A running showtime still
     * occupies its studio, so its row must stay.
     */
    Response remove(Request request) {
        long id = request.id("id");
        database.transaction(transaction -> {
            Scheduling.lockMovie(transaction, id);
            boolean isShowing = transaction.one("""
                            SELECT 1
                            FROM showtimes
                            WHERE movie_id = ?
                              AND status = 'SCHEDULED'
                              AND ends_at > UTC_TIMESTAMP(3)
                            LIMIT 1
                            """, row -> true, id).isPresent();
            if (isShowing) {
                throw Problem.conflict(
                        "movie-has-showtimes",
                        "The movie has showtimes that are not over. Cancel the upcoming ones; a running one must end first.");
            }
            transaction.update("""
                    INSERT IGNORE INTO removed_movies (tmdb_id)
                    SELECT tmdb_id
                    FROM movies
                    WHERE id = ?
                      AND tmdb_id IS NOT NULL
                    """, id);
            transaction.update("DELETE FROM showtimes WHERE movie_id = ?", id);
            return transaction.update("DELETE FROM movies WHERE id = ?", id);
        });
        return Response.noContent();
    }
}
