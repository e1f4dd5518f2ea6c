package nontonyuk.order.booking;

import nontonyuk.common.sql.Database;

/**
 * Marks expired orders. No rule depends on this job: an expired order is shown as expired before that, and the next
 * buyer can take its seats.
 */
public final class Expiry {
    private static final int BATCH_SIZE = 100;

    private final Database database;

    public Expiry(Database database) {
        this.database = database;
    }

    public void expireOrders() {
        var expired = database.list("""
                        SELECT id
                        FROM orders
                        WHERE status = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                        ORDER BY expires_at
                        LIMIT ?
                        """, row -> row.getLong("id"), BATCH_SIZE);
        for (long id : expired) {
            database.transaction(transaction -> {
                SeatClaims.expire(transaction, id);
                return id;
            });
        }
    }
}
