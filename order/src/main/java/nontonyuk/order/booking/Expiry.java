package nontonyuk.order.booking;

import nontonyuk.common.sql.Database;

/**
 * Tidies up what has run out. Nothing depends on it: an expired order loses its seats to the next buyer all the same,
 * and is shown as expired.
 */
public final class Expiry {
    private static final int AT_ONCE = 100;

    private final Database database;

    public Expiry(Database database) {
        this.database = database;
    }

    public void tidy() {
        var expired = database.list("""
                        SELECT id
                        FROM orders
                        WHERE status = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                        ORDER BY expires_at
                        LIMIT ?
                        """, row -> row.getLong("id"), AT_ONCE);
        for (long id : expired) {
            database.transaction(transaction -> {
                SeatClaims.expire(transaction, id);
                return id;
            });
        }
        database.update("""
                DELETE FROM idempotency_keys
                WHERE leased_until < UTC_TIMESTAMP(3) - INTERVAL 7 DAY
                LIMIT 1000
                """);
    }
}
