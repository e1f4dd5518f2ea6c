package nontonyuk.order.booking;

import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;

public final class SeatClaims {
    /** The problem ends the request. A buyer of any two seats gets no second choice. */
    static boolean claim(Transaction transaction, long orderId) {
        boolean isClaimed = transaction.tryInsert("""
                INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                SELECT o.showtime_id, i.seat, o.id, 'HELD', o.expires_at
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                WHERE o.id = ?
                ORDER BY i.seat
                """, orderId);
        if (!isClaimed) throw Problem.conflict("seat-taken", "Another buyer was first.");
        return true;
    }
}
