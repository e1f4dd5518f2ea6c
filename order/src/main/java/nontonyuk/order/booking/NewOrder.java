package nontonyuk.order.booking;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.problem.Check;

/**
 * The body of POST /orders: a movie or a showtime, and a number of seats or the seats themselves. If both a movie and a
 * showtime are given, the movie must be that of the showtime.
 */
record NewOrder(Long userId, String movieTitle, Long showtimeId, Long qty, List<String> seats) {
    private static final int MAX_SEATS = 10;

    NewOrder {
        var check = new Check();
        check.optionalNumber("user_id", userId, 1, Long.MAX_VALUE);
        check.optionalNumber("showtime_id", showtimeId, 1, Long.MAX_VALUE);
        if (movieTitle != null) movieTitle = check.text("movie_title", movieTitle, 200);
        if (seats == null) {
            boolean isGiven = movieTitle != null || showtimeId != null;
            check.that(isGiven, "movie_title", "required", "must be given if there is no showtime_id");
            check.number("qty", qty, 1, MAX_SEATS);
        } else {
            check.present("showtime_id", showtimeId);
            seats = seats.stream()
                    .map(seat -> seat == null ? "" : Seat.normal(seat))
                    .toList();
            checkSeats(check, seats);
            boolean isCount = qty == null || qty == seats.size();
            check.that(isCount, "qty", "mismatch", "must be the number of seats, or be left out");
            qty = (long) seats.size();
        }
        check.done();
    }

    private static void checkSeats(Check check, List<String> seats) {
        boolean isInRange = !seats.isEmpty() && seats.size() <= MAX_SEATS;
        check.that(isInRange, "seats", "out-of-range", "must be from 1 to " + MAX_SEATS + " seats");
        var seen = new ArrayList<String>();
        for (var seat : seats) {
            var field = "seats[" + seen.size() + "]";
            var form = "must be the letter of a row and the number of a seat, such as C4";
            check.that(Seat.isName(seat), field, "bad-seat", form);
            check.that(!seen.contains(seat), field, "duplicate", "is in the list already");
            seen.add(seat);
        }
    }

    /** The checks that need the showtime. */
    void checkAgainst(Showtime showtime) {
        var check = new Check();
        boolean isMovie = movieTitle == null || movieTitle.equalsIgnoreCase(showtime.movieTitle());
        check.that(isMovie, "movie_title", "mismatch", "is not the movie of showtime " + showtime.id());
        var studio = showtime.studio();
        for (int i = 0; seats != null && i < seats.size(); i++) {
            boolean isThere = studio.has(Seat.named(seats.get(i)));
            check.that(isThere, "seats[" + i + "]", "no-such-seat", "is not in " + studio.description());
        }
        check.done();
    }

    /** The wanted seats, sorted. */
    List<Seat> namedSeats() {
        return seats.stream().map(Seat::named).sorted().toList();
    }
}
