package nontonyuk.order.payment;

import java.util.List;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.ScheduledJobs;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.OrderEvent;

/**
 * Gives money back that is due. The decision stands in the database before the provider is asked, and each refund has a
 * key of its own, so a crash at any place loses none and pays none twice.
 */
public final class Refunds {
    private static final int AT_ONCE = 50;

    private final Database database;
    private final PaymentProvider provider;

    public Refunds(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    private record Due(long id, long orderId, String providerId, String key, long amount) {}

    /** Pays back what is due. Throws at the end where that failed; the next round tries again. */
    public void payBack() {
        ScheduledJobs.each(due(), this::payBack);
    }

    private void payBack(Due due) {
        // Last in the row from now on, should it fail.
        database.update(Payment.ASKED, due.id);
        if (!provider.refund(due.providerId, due.amount, due.key + ":r")) payBackRest(due);
        database.transaction(transaction -> done(transaction, due.id, due.orderId));
    }

    /**
     * The provider doesn't give all of it, mostly because it has given some or all of it back by itself. The rest is
     * another request and has another key, which is the same the next time.
     */
    private void payBackRest(Due due) {
        long before =
                provider.find(due.key).map(PaymentProvider.Charge::refunded).orElse(0L);
        if (before >= due.amount) return;
        long rest = due.amount - before;
        boolean isPaid = before > 0 && provider.refund(due.providerId, rest, due.key + ":r" + before);
        if (!isPaid) {
            throw Problem.badGateway(
                    "payment-broken", "The provider refuses to give back what order " + due.orderId + " paid.");
        }
    }

    private List<Due> due() {
        return database.list(
                """
                SELECT id, order_id, provider_id, charge_key, amount
                FROM payments
                WHERE refund = 'DUE'
                ORDER BY asked_at
                LIMIT ?
                """,
                row -> new Due(
                        row.getLong("id"),
                        row.getLong("order_id"),
                        row.getString("provider_id"),
                        row.getString("charge_key"),
                        row.getLong("amount")),
                AT_ONCE);
    }

    /** The provider has confirmed it, in its answer or by a callback; the first one counts. */
    static boolean done(Transaction transaction, long paymentId, long orderId) {
        Order.lock(transaction, orderId);
        int changed = transaction.update("""
                        UPDATE payments
                        SET refund = 'DONE'
                        WHERE id = ? AND refund = 'DUE'
                        """, paymentId);
        if (changed == 0) return false;
        OrderEvent.write(transaction, orderId, OrderEvent.Kind.REFUNDED, "the money is on its way back");
        return true;
    }
}
