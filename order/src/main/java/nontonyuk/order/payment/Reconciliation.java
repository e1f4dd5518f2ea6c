package nontonyuk.order.payment;

import nontonyuk.common.sql.Database;

/**
 * Finds out the result of each payment whose answer was lost, because a connection broke or a process ended. The
 * provider knows each charge by its key.
 */
public final class Reconciliation {
    private final Database database;
    private final PaymentProvider provider;

    public Reconciliation(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    public void reconcile() {
        var isOpen = "status = 'STARTED' AND started_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND";
        Batch.run(database, isOpen, this::reconcile);
    }

    private void reconcile(Payment payment) {
        var charge = provider.find(payment.chargeKey());
        if (charge.isPresent()) {
            database.transaction(transaction -> Settlement.settle(transaction, charge.get()));
        } else if (payment.isLost()) {
            var sql = "UPDATE payments SET status = 'ABANDONED' WHERE id = ? AND status = 'STARTED'";
            database.update(sql, payment.id());
        }
    }
}
