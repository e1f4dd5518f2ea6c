package nontonyuk.order.booking;

import nontonyuk.common.sql.Transaction;

public final class SeatClaims {
    /** FOR UPDATE locks the rows that the query finds. A free seat has no row, so nothing is locked. */
    static boolean claim(Transaction transaction, long orderId) {
        var sql = """
                SELECT c.seat
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                    JOIN seat_claims c ON c.showtime_id = o.showtime_id AND c.seat = i.seat
                WHERE o.id = ?
                FOR UPDATE
                """;
        var taken = transaction.list(sql, row -> row.getString("seat"), orderId);
        if (!taken.isEmpty()) return false;
        transaction.update("""
                INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                SELECT o.showtime_id, i.seat, o.id, 'HELD', o.expires_at
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                WHERE o.id = ?
                ORDER BY i.seat
                """, orderId);
        return true;
    }
}
