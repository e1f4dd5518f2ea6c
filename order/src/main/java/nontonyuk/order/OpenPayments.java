package nontonyuk.order;

import java.util.List;
import nontonyuk.common.Database;

/**
 * Asks after the payments that never got an answer: the connection broke, or we did. The provider
 * knows what became of each by its key.
 */
final class OpenPayments {
    private static final int AT_ONCE = 50;

    private final Database database;
    private final PaymentProvider provider;

    OpenPayments(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    private record Open(long id, String chargeKey, boolean isOld) {}

    void askAfter() {
        for (var open : open()) {
            var charge = provider.find(open.chargeKey);
            if (charge.isPresent()) {
                database.transaction(transaction -> Settlement.settle(transaction, charge.get()));
            } else if (open.isOld) {
                abandon(open.id);
            }
        }
    }

    private List<Open> open() {
        return database.list(
                """
                SELECT id, charge_key, started_at < UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE AS is_old
                FROM payments
                WHERE status = 'STARTED' AND started_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND
                ORDER BY id
                LIMIT ?
                """,
                row ->
                        new Open(
                                row.getLong("id"),
                                row.getString("charge_key"),
                                row.getBoolean("is_old")),
                AT_ONCE);
    }

    private void abandon(long id) {
        database.update(
                """
                UPDATE payments
                SET status = 'ABANDONED'
                WHERE id = ? AND status = 'STARTED'
                """,
                id);
    }
}
