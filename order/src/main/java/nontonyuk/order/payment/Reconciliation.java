package nontonyuk.order.payment;

import nontonyuk.common.sql.Database;

/**
 * Finds out the result of each payment whose answer was lost, because a connection broke or a process ended. The
 * provider knows each charge by its key.
 */
public final class Reconciliation {
    private static final int BATCH_SIZE = 50;

    private final Database database;
    private final PaymentProvider provider;

    public Reconciliation(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    public void reconcile() {
        var open = database.list(Payment.SELECT + """
                                WHERE status = 'STARTED'
                                    AND started_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND
                                ORDER BY asked_at
                                LIMIT ?
                                """, Payment::read, BATCH_SIZE);
        Batch.run(open, this::reconcile);
    }

    private void reconcile(Payment payment) {
        Payment.moveToEnd(database, payment.id());
        var charge = provider.find(payment.chargeKey());
        if (charge.isPresent()) {
            database.transaction(transaction -> Settlement.settle(transaction, charge.get()));
        } else if (payment.isLost()) {
            abandon(payment.id());
        }
    }

    private void abandon(long id) {
        database.update("""
                UPDATE payments
                SET status = 'ABANDONED'
                WHERE id = ? AND status = 'STARTED'
                """, id);
    }
}
