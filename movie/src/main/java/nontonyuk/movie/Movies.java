package nontonyuk.movie;

import java.util.Objects;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Handlers for movies: all users read them, admins change them. */
final class Movies {
    private static final String ALL = """
            SELECT %s, (SELECT COUNT(*) FROM movies) AS total_rows
            FROM movies ORDER BY title, id LIMIT ? OFFSET ?
            """.formatted(Movie.COLUMNS);

    private static final String FOUND = """
            WITH found AS (
                SELECT *
                FROM movies
                WHERE title LIKE ? ESCAPE '!'
                  AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
            )
            SELECT %s, (SELECT COUNT(*) FROM found) AS total_rows
            FROM found movies
            ORDER BY title = ? DESC, title, id
            LIMIT ? OFFSET ?
            """.formatted(Movie.COLUMNS);

    private static final String WITH_SCHEDULE = """
            SELECT %s, %s
            FROM movies
            LEFT JOIN (showtimes JOIN studios ON studios.id = showtimes.studio_id)
              ON showtimes.movie_id = movies.id
             AND showtimes.status = 'SCHEDULED'
             AND showtimes.starts_at > UTC_TIMESTAMP(3)
            WHERE movies.id = ?
            ORDER BY showtimes.starts_at, showtimes.id
            """.formatted(Movie.COLUMNS, Showtime.COLUMNS);

    private final Database database;

    Movies(Database database) {
        this.database = database;
    }

    Response list(Request request) {
        var title = request.query("q", 200).orElse("").strip();
        var genre = request.query("genre", 200).orElse("").strip();
        var page = Page.of(request);
        if (title.isEmpty() && genre.isEmpty()) return page.list(database, "Movies", ALL, Movie::read);
        var pattern = "%" + title.replaceAll("[!%_]", "!$0") + "%";
        return page.list(database, "Movies", FOUND, Movie::read, pattern, genre, genre, title);
    }

    Response byId(Request request) {
        return Response.ok("Movie", withSchedule(request.id("id")));
    }

    private Movie.WithSchedule withSchedule(long id) {
        record Row(Movie movie, Showtime showtime) {}
        var rows = database.list(
                WITH_SCHEDULE,
                row -> new Row(
                        row.isFirst() ? Movie.read(row) : null,
                        row.getLong("showtime_id") == 0 ? null : Showtime.read(row)),
                id);
        if (rows.isEmpty()) throw Movie.notFound(id);
        var schedule = rows.stream().map(Row::showtime).filter(Objects::nonNull).toList();
        return new Movie.WithSchedule(rows.get(0).movie, schedule);
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
     * them, and longer ones could overlap. An import is not {@code byHand}, and does not change movies that are.
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
