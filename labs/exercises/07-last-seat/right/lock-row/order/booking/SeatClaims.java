package nontonyuk.order.booking;

import nontonyuk.common.sql.Transaction;

public final class SeatClaims {
    static boolean claim(Transaction transaction, long orderId) {
        lockShowtime(transaction, orderId);
        if (isTaken(transaction, orderId)) return false;
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

    // new
    /** Waits until no other transaction claims seats of the same showtime. */
    private static void lockShowtime(Transaction transaction, long orderId) {
        var sql = "SELECT showtime_id % 500 FROM orders WHERE id = ?";
        int slot = transaction.one(sql, row -> row.getInt(1), orderId).orElseThrow();
        transaction.list("SELECT slot FROM showtime_locks WHERE slot = ? FOR UPDATE", row -> row.getInt(1), slot);
    }

    // new
    private static boolean isTaken(Transaction transaction, long orderId) {
        var sql = """
                SELECT COUNT(*)
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                    JOIN seat_claims c ON c.showtime_id = o.showtime_id AND c.seat = i.seat
                WHERE o.id = ?
                """;
        return transaction.one(sql, row -> row.getLong(1), orderId).orElseThrow() > 0;
    }
}
