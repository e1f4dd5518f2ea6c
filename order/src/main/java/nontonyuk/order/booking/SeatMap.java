package nontonyuk.order.booking;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Database;

/** Shows the seats of a showtime to one user. */
public final class SeatMap {
    private final Showtimes showtimes;
    private final Database database;

    public SeatMap(Showtimes showtimes, Database database) {
        this.showtimes = showtimes;
        this.database = database;
    }

    private enum State {
        FREE,
        HELD,
        SOLD,
        /** Held by the caller, or sold to the caller. */
        YOURS;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record SeatState(Seat seat, State state) {}

    private record Row(String row, List<SeatState> seats) {}

    private record Plan(
            long showtimeId,
            String movieTitle,
            String studio,
            Instant startsAt,
            long price,
            long free,
            List<Row> rows) {}

    public Response show(Request request) {
        var authorization = request.header("Authorization").orElseThrow();
        var showtime = showtimes.byId(request.id("showtime_id"), authorization);
        var states = states(showtime.id(), request.caller().id());
        var studio = showtime.studio();
        var rows = IntStream.range('A', 'A' + studio.seatRows())
                .mapToObj(row -> row((char) row, studio.seatsPerRow(), states))
                .toList();
        long free = rows.stream()
                .flatMap(row -> row.seats.stream())
                .filter(seat -> seat.state == State.FREE)
                .count();
        return Response.ok(
                "Seats",
                new Plan(
                        showtime.id(),
                        showtime.movieTitle(),
                        studio.name(),
                        showtime.startsAt(),
                        showtime.price(),
                        free,
                        rows));
    }

    /** The taken seats; a seat that is missing here is free. */
    private Map<Seat, State> states(long showtimeId, long userId) {
        var states = new HashMap<Seat, State>();
        for (var taken : SeatClaims.taken(database, showtimeId)) {
            var state = taken.userId() == userId ? State.YOURS : state(taken.state());
            states.put(taken.seat(), state);
        }
        return states;
    }

    private static State state(SeatClaims.State claim) {
        return switch (claim) {
            case HELD -> State.HELD;
            case SOLD -> State.SOLD;
        };
    }

    private static Row row(char row, int seats, Map<Seat, State> states) {
        return new Row(
                "" + row,
                IntStream.rangeClosed(1, seats)
                        .mapToObj(number -> new Seat(row, number))
                        .map(seat -> new SeatState(seat, states.getOrDefault(seat, State.FREE)))
                        .toList());
    }
}
