package nontonyuk.order.payment;

import nontonyuk.common.sql.Database;
import nontonyuk.order.ScheduledJobs;

/**
 * Asks after the payments that never got an answer: the connection broke, or we did. The provider knows what became of
 * each by its key.
 */
public final class Reconciliation {
    private static final int AT_ONCE = 50;

    private final Database database;
    private final PaymentProvider provider;

    public Reconciliation(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    public void askAfter() {
        var open = database.list(Payment.SELECT + """
                                WHERE status = 'STARTED'
                                    AND started_at < UTC_TIMESTAMP(3) - INTERVAL 5 SECOND
                                ORDER BY asked_at
                                LIMIT ?
                                """, Payment::read, AT_ONCE);
        ScheduledJobs.each(open, this::askAfter);
    }

    private void askAfter(Payment payment) {
        database.update(Payment.ASKED, payment.id());
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
