package nontonyuk.movie;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nontonyuk.common.problem.Check;

/** The body of POST /movies/{id}/showtimes. The end follows from the movie's duration. */
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
