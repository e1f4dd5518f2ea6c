package nontonyuk.order.booking;

import java.util.List;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;

public final class Booking {
    /** The catch stands inside the transaction, which then ends with COMMIT and keeps the loser's order. */
    Response namedSeats(Reservation reservation, long userId, Showtime showtime, List<Seat> seats) {
        return race((transaction, lostRaces) -> {
            var claims = limit.snapshot(transaction, showtime.id(), userId);
            var plan = new SeatPlan(showtime.studio(), claims.taken());
            refuseTaken(plan, seats);
            refuseGap(plan, seats);
            try {
                return hold(transaction, reservation, userId, showtime, claims, seats);
            } catch (SeatTaken e) {
                return Response.of(Problem.conflict("seat-taken", "Another buyer was first."), "/orders");
            }
        });
    }
}
