package nontonyuk.order.booking;

import java.time.Instant;
import nontonyuk.common.problem.Problem;

/** A showtime from the movie service. An incomplete one is refused. */
record Showtime(
        long id, String movieTitle, Studio studio, Instant startsAt, Instant endsAt, long price, Status status) {
    enum Status {
        SCHEDULED,
        CANCELLED
    }

    Showtime {
        if (id < 1
                || movieTitle == null
                || studio == null
                || startsAt == null
                || endsAt == null
                || price < 1
                || status == null) throw new IllegalArgumentException("not a showtime");
    }

    /** Row A is nearest to the screen. */
    record Studio(String name, int seatRows, int seatsPerRow) {
        Studio {
            if (name == null || seatRows < 1 || seatRows > 26 || seatsPerRow < 1 || seatsPerRow > 99)
                throw new IllegalArgumentException("not a studio");
        }

        boolean has(Seat seat) {
            return seat.row() < 'A' + seatRows && seat.number() >= 1 && seat.number() <= seatsPerRow;
        }

        String description() {
            return "%s, which has the rows A to %c with %d seats each".formatted(name, 'A' + seatRows - 1, seatsPerRow);
        }
    }

    /** Throws a 409 if the showtime is cancelled or has started. */
    void checkOpen() {
        if (status == Status.CANCELLED) {
            throw Problem.conflict("showtime-cancelled", "Showtime " + id + " is cancelled.");
        }
        if (!startsAt.isAfter(Instant.now())) {
            throw Problem.conflict("showtime-started", "Showtime " + id + " started at " + startsAt + ".");
        }
    }
}
