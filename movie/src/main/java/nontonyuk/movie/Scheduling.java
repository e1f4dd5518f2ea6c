package nontonyuk.movie;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;

/**
 * Adds showtimes. All code that adds one calls this class. So two showtimes never overlap in a studio, and each has a
 * movie.
 *
 * <p>A transaction locks a row by an UPDATE of its version and holds the lock until the commit. {@code SELECT … FOR
 * UPDATE} does the same on a single server. In a cluster it locks the row on one node only. Two updates of one row
 * conflict on all nodes.
 */
final class Scheduling {
    private Scheduling() {}

    record NewShowtime(Long studioId, Instant startsAt, Long price) {
        private static final Instant END_OF_CALENDAR = Instant.parse("2100-01-01T00:00:00Z");
        private static final long MAX_PRICE = 10_000_000;

        NewShowtime {
            var check = new Check();
            check.number("studio_id", studioId, 1, Long.MAX_VALUE);
            check.present("starts_at", startsAt);
            check.that(
                    startsAt == null || (startsAt.isAfter(Instant.now()) && startsAt.isBefore(END_OF_CALENDAR)),
                    "starts_at",
                    "out-of-range",
                    "must be in the future, and before the year 2100");
            check.number("price", price, 1, MAX_PRICE); // the payment provider takes no amount of 0
            check.done();
            startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS); // as in the database
        }
    }

    /**
     * Stores a showtime and returns its number.
     *
     * @param studioField the field of the request that has the studio's number, for the error message
     * @throws Problem 404 for an unknown movie, 422 for an unknown studio, 409 for a busy studio
     */
    static long add(Transaction transaction, long movieId, NewShowtime showtime, String studioField) {
        lockMovie(transaction, movieId);
        lockStudio(transaction, showtime.studioId(), studioField);
        long minutes = transaction
                .one("SELECT duration FROM movies WHERE id = ?", row -> row.getLong(1), movieId)
                .orElseThrow();
        var endsAt = showtime.startsAt().plus(minutes, ChronoUnit.MINUTES);
        refuseOverlap(transaction, showtime.studioId(), showtime.startsAt(), endsAt);
        return transaction.insert("""
                INSERT INTO showtimes (movie_id, studio_id, starts_at, ends_at, price, status)
                VALUES (?, ?, ?, ?, ?, 'SCHEDULED')
                """, movieId, showtime.studioId(), showtime.startsAt(), endsAt, showtime.price());
    }

    /** Until the transaction ends, no other one adds a showtime of this movie or removes the movie. */
    static void lockMovie(Transaction transaction, long id) {
        int changed = transaction.update("""
                        UPDATE movies
                        SET schedule_version = schedule_version + 1
                        WHERE id = ?
                        """, id);
        if (changed == 0) throw Movie.notFound(id);
    }

    private static void lockStudio(Transaction transaction, long id, String field) {
        int changed = transaction.update("""
                        UPDATE studios
                        SET schedule_version = schedule_version + 1
                        WHERE id = ?
                        """, id);
        if (changed == 0) throw Problem.invalid(field, "unknown", "is not the number of a studio");
    }

    private static void refuseOverlap(Transaction transaction, long studioId, Instant from, Instant to) {
        var busy = transaction.one(
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
                row -> "The studio shows \"%s\" from %s to %s."
                        .formatted(
                                row.getString(1),
                                row.getTimestamp(2).toInstant(),
                                row.getTimestamp(3).toInstant()),
                studioId,
                to,
                from);
        if (busy.isPresent()) throw Problem.conflict("studio-busy", busy.get());
    }
}
