package nontonyuk.movie;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;

/**
 * The one way in which a showtime comes to be, so that two never overlap in a studio and none is left without its
 * movie.
 *
 * <p>What comes first takes a row's lock by changing it, and holds it to the end of the transaction. {@code SELECT …
 * FOR UPDATE} would do the same on a single server; on a cluster it locks one node only, while two changes of one row
 * clash wherever they are made.
 */
final class Scheduling {
    private record Span(String title, Instant from, Instant to) {}

    private Scheduling() {}

    /**
     * Stores a showtime and gives its number.
     *
     * @param studioField what the caller calls the studio's number, for the fault that names it
     * @throws Problem 404 for an unknown movie, 422 for an unknown studio, 409 where the studio is busy
     */
    static long add(Transaction transaction, long movieId, NewShowtime showtime, String studioField) {
        lockMovie(transaction, movieId);
        lockStudio(transaction, showtime.studioId(), studioField);
        var endsAt = showtime.startsAt().plus(duration(transaction, movieId), ChronoUnit.MINUTES);
        refuseOverlap(transaction, showtime.studioId(), showtime.startsAt(), endsAt);
        return transaction.insert("""
                INSERT INTO showtimes (movie_id, studio_id, starts_at, ends_at, price, status)
                VALUES (?, ?, ?, ?, ?, 'SCHEDULED')
                """, movieId, showtime.studioId(), showtime.startsAt(), endsAt, showtime.price());
    }

    /** Nobody else can add a showtime of this movie, or remove it, until the transaction ends. */
    static void lockMovie(Transaction transaction, long id) {
        int changed = transaction.update("""
                        UPDATE movies
                        SET schedule_version = schedule_version + 1
                        WHERE id = ?
                        """, id);
        if (changed == 0) throw Movies.notFound(id);
    }

    private static void lockStudio(Transaction transaction, long id, String field) {
        int changed = transaction.update("""
                        UPDATE studios
                        SET schedule_version = schedule_version + 1
                        WHERE id = ?
                        """, id);
        if (changed == 0) throw Problem.invalid(field, "unknown", "is not the number of a studio");
    }

    private static long duration(Transaction transaction, long movieId) {
        return transaction
                .one("SELECT duration FROM movies WHERE id = ?", row -> row.getLong(1), movieId)
                .orElseThrow();
    }

    private static void refuseOverlap(Transaction transaction, long studioId, Instant from, Instant to) {
        var other = transaction.one(
                """
                        SELECT movies.title, showtimes.starts_at, showtimes.ends_at
                        FROM showtimes
                        JOIN movies ON movies.id = showtimes.movie_id
                        WHERE showtimes.studio_id = ?
                          AND showtimes.status = 'SCHEDULED'
                          AND showtimes.starts_at < ?
                          AND showtimes.ends_at > ?
                        ORDER BY showtimes.ends_at
                        LIMIT 1
                        """,
                row -> new Span(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()),
                studioId,
                to,
                from);
        if (other.isPresent()) {
            var busy = other.get();
            throw Problem.conflict(
                    "studio-busy", "The studio shows \"%s\" from %s to %s.".formatted(busy.title, busy.from, busy.to));
        }
    }
}
