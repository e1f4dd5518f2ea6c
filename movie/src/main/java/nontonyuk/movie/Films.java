package nontonyuk.movie;

import nontonyuk.common.Database;
import nontonyuk.common.Page;
import nontonyuk.common.Problem;
import nontonyuk.common.Request;
import nontonyuk.common.Response;
import nontonyuk.common.Transaction;

/** The films: found by everybody, looked after by admins. */
final class Films {
    private final Database database;
    private final Showtimes showtimes;

    Films(Database database, Showtimes showtimes) {
        this.database = database;
        this.showtimes = showtimes;
    }

    Response list(Request request) {
        var page = Page.of(request);
        var wanted = request.query("q", 200).orElse("").strip();
        var pattern = "%" + wanted.replaceAll("[!%_]", "!$0") + "%";
        var genre = request.query("genre", 200).orElse("").strip();
        var films =
                database.list(Film.SELECT + """
                                WHERE title LIKE ? ESCAPE '!'
                                  AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
                                ORDER BY title = ? DESC, title, id
                                LIMIT ? OFFSET ?
                                """, Film::read, pattern, genre, genre, wanted, page.size(), page.offset());
        return Response.ok("Films", films, page.meta(count(pattern, genre)));
    }

    private long count(String pattern, String genre) {
        return database.one("""
                        SELECT COUNT(*)
                        FROM films
                        WHERE title LIKE ? ESCAPE '!'
                          AND (? = '' OR FIND_IN_SET(?, REPLACE(genre, ', ', ',')))
                        """, row -> row.getLong(1), pattern, genre, genre).orElseThrow();
    }

    Response byId(Request request) {
        return Response.ok("Film", withSchedule(request.id("id")));
    }

    private Film.WithSchedule withSchedule(long id) {
        var film = database.one(Film.SELECT + "WHERE id = ?", Film::read, id).orElseThrow(() -> notFound(id));
        return new Film.WithSchedule(film, showtimes.upcoming(id));
    }

    static Problem notFound(long id) {
        return Problem.notFound("movie-not-found", "There is no film " + id + ".");
    }

    /** Film and showtimes are stored together or not at all. */
    Response add(Request request) {
        var film = request.body(NewFilm.class);
        long id = database.transaction(transaction -> {
            long newId = insert(transaction, null, film);
            for (int i = 0; i < film.schedule().size(); i++) {
                var field = "schedule[" + i + "].studio_id";
                Timetable.add(transaction, newId, film.schedule().get(i), field);
            }
            return newId;
        });
        return Response.created("/movies/" + id, "Film created", withSchedule(id));
    }

    long insert(Transaction transaction, Long tmdbId, FilmDetails film) {
        return transaction.insert(
                """
                INSERT INTO films
                    (tmdb_id, title, genre, duration, overview, release_date, created_at, updated_at)
                VALUES
                    (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """, tmdbId, film.title(), film.genre(), film.duration(), film.overview(), film.releaseDate());
    }

    Response change(Request request) {
        long id = request.id("id");
        replace(id, request.body(ChangedFilm.class));
        return Response.ok("Film changed", withSchedule(id));
    }

    /**
     * A new duration holds for the showtimes that are made from now on: those that stand have been sold with their
     * times, and moving them could make them overlap.
     */
    void replace(long id, FilmDetails film) {
        database.update("""
                UPDATE films
                SET title = ?, genre = ?, duration = ?, overview = ?, release_date = ?,
                    updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, film.title(), film.genre(), film.duration(), film.overview(), film.releaseDate(), id);
    }

    /**
     * Past and cancelled showtimes go with their film: an order has its own copy of what was sold. One that runs still
     * keeps its studio busy, so its row has to stay.
     */
    Response remove(Request request) {
        long id = request.id("id");
        database.transaction(transaction -> {
            Timetable.lockFilm(transaction, id);
            if (isShowing(transaction, id)) {
                throw Problem.conflict(
                        "film-has-showtimes",
                        "Not all showtimes of the film are over; cancel the upcoming"
                                + " ones, a running one has to end first.");
            }
            transaction.update("DELETE FROM showtimes WHERE film_id = ?", id);
            return transaction.update("DELETE FROM films WHERE id = ?", id);
        });
        return Response.noContent();
    }

    private static boolean isShowing(Transaction transaction, long id) {
        return transaction.one("""
                        SELECT 1
                        FROM showtimes
                        WHERE film_id = ?
                          AND status = 'SCHEDULED'
                          AND ends_at > UTC_TIMESTAMP(3)
                        LIMIT 1
                        """, row -> true, id).isPresent();
    }
}
