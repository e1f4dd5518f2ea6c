package nontonyuk.order.booking;

import java.util.Collections;
import java.util.List;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;
import nontonyuk.order.booking.SeatClaims.Snapshot;

public final class Booking {
    private Response hold(
            Transaction transaction,
            Reservation reservation,
            long userId,
            Showtime showtime,
            Snapshot claims,
            List<Seat> seats) {
        limit.check(claims, seats.size());
        refuseTooMany(transaction, userId, showtime.id(), seats.size());
        var expiresAt = claims.now().plusSeconds(holdSeconds);
        var order = Order.insert(transaction, reservation.madeWith(), userId, showtime, seats, claims.now(), expiresAt);
        if (!Collections.disjoint(claims.overdue(), seats)) {
            SeatClaims.expireOthers(transaction, showtime.id(), seats);
        }
        if (!SeatClaims.claim(transaction, order.id())) throw new SeatTaken();
        OrderEvent.add(transaction, order.id(), OrderEvent.Kind.HELD, joined(seats, " ") + " until " + expiresAt);
        var answer = Response.created("/orders/" + order.id(), "Order created successfully", order);
        return reservation.store(transaction, answer);
    }

    // new
    /**
     * Throws a 409 if the account would have more than its seats of one showtime. The lock comes first: other orders of
     * the account wait for it, and then count this order's seats, too.
     */
    private static void refuseTooMany(Transaction transaction, long userId, long showtimeId, int qty) {
        int most = $most$;
        transaction.update("UPDATE hold_locks SET version = version + 1 WHERE slot = ?", userId % 500);
        var sql = """
                SELECT COUNT(*)
                FROM seat_claims c
                    JOIN orders o ON o.id = c.order_id
                WHERE c.showtime_id = ?
                    AND o.user_id = ?
                """;
        long own =
                transaction.one(sql, row -> row.getLong(1), showtimeId, userId).orElseThrow();
        if (own + qty <= most) return;
        var detail = "A customer has at most %d seats of a showtime; this order would make %d.";
        throw Problem.conflict("too-many-seats", detail.formatted(most, own + qty));
    }
}
