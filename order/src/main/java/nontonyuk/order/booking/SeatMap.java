package nontonyuk.order.booking;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Database;
import nontonyuk.order.booking.Seat.State;

/** Shows the seats of a showtime to one user. */
public final class SeatMap {
    private final Showtimes showtimes;
    private final Database database;

    public SeatMap(Showtimes showtimes, Database database) {
        this.showtimes = showtimes;
        this.database = database;
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
        var plan = new Plan(
                showtime.id(), showtime.movieTitle(), studio.name(), showtime.startsAt(), showtime.price(), free, rows);
        return Response.ok("Seats", plan).revalidated();
    }

    /** The taken seats; a seat that is missing here is free. */
    private Map<Seat, State> states(long showtimeId, long userId) {
        var states = new HashMap<Seat, State>();
        for (var taken : SeatClaims.taken(database, showtimeId)) {
            states.put(taken.seat(), taken.userId() == userId ? State.YOURS : taken.state());
        }
        return states;
    }

    private static Row row(char row, int seats, Map<Seat, State> states) {
        var seatStates = IntStream.rangeClosed(1, seats)
                .mapToObj(number -> new Seat(row, number))
                .map(seat -> new SeatState(seat, states.getOrDefault(seat, State.FREE)));
        return new Row("" + row, seatStates.toList());
    }
}
