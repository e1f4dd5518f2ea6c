package nontonyuk.movie;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nontonyuk.common.problem.Check;

/** What an admin sends to add a showtime. When it ends is the movie's business. */
record NewShowtime(Long studioId, Instant startsAt, Long price) {
    private static final Instant TOO_FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final long HIGHEST_PRICE = 10_000_000;

    NewShowtime {
        var check = new Check();
        check.number("studio_id", studioId, 1, Long.MAX_VALUE);
        check.present("starts_at", startsAt);
        check.that(
                startsAt == null || (startsAt.isAfter(Instant.now()) && startsAt.isBefore(TOO_FAR)),
                "starts_at",
                "out-of-range",
                "must be in the future, and before the year 2100");
        check.number("price", price, 1, HIGHEST_PRICE); // what costs nothing, nobody can pay
        check.done();
        startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS); // as the database keeps it
    }
}
