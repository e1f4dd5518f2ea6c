package nontonyuk.order.booking;

import nontonyuk.common.sql.Transaction;

public final class SeatClaims {
    // new
    private record Version(int slot, long number) {}

    static boolean claim(Transaction transaction, long orderId) {
        Version version;
        do {
            version = version(transaction, orderId);
            if (isTaken(transaction, orderId)) return false;
        } while (!isStill(transaction, version));
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
    private static Version version(Transaction transaction, long orderId) {
        var sql = """
                SELECT v.slot, v.version
                FROM orders o
                    JOIN showtime_versions v ON v.slot = o.showtime_id % 500
                WHERE o.id = ?
                """;
        return transaction
                .one(sql, row -> new Version(row.getInt("slot"), row.getLong("version")), orderId)
                .orElseThrow();
    }

    // new
    /** READ COMMITTED lets each look see the claims of the transactions that were faster. */
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

    // new
    /** Increments the version. False if another transaction has incremented it since it was read. */
    private static boolean isStill(Transaction transaction, Version version) {
        var sql = "UPDATE showtime_versions SET version = version + 1 WHERE slot = ? AND version = ?";
        return transaction.update(sql, version.slot, version.number) == 1;
    }
}
