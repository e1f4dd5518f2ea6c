package nontonyuk.order.booking;

import nontonyuk.common.sql.Transaction;

public final class SeatClaims {
    static boolean claim(Transaction transaction, long orderId) {
        var sql = """
                SELECT COUNT(*)
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                    JOIN seat_claims c ON c.showtime_id = o.showtime_id AND c.seat = i.seat
                WHERE o.id = ?
                """;
        long taken = transaction.one(sql, row -> row.getLong(1), orderId).orElseThrow();
        if (taken > 0) return false;
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
