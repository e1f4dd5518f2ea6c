package nontonyuk.order.payment;

import java.util.List;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.OrderEvent;
import nontonyuk.order.booking.OrderEvent.Kind;

/**
 * Decides refunds and pays them. The decision is stored before the provider is called, and each refund has a key of its
 * own. A crash at any point loses no refund and pays none twice.
 */
public final class Refunds {
    private static final int BATCH_SIZE = 50;

    private final Database database;
    private final PaymentProvider provider;

    public Refunds(Database database, PaymentProvider provider) {
        this.database = database;
        this.provider = provider;
    }

    /** Decides to refund the payment; {@link #payBack} does it later. */
    static void request(Transaction transaction, Payment payment, String reason) {
        transaction.update("UPDATE payments SET refund = 'DUE' WHERE id = ?", payment.id());
        OrderEvent.add(transaction, payment.orderId(), Kind.REFUND_DUE, reason);
    }

    /** Decides to refund every charged payment of the order that is not refunded yet. */
    static void requestAll(Transaction transaction, long orderId, String reason) {
        var charged = transaction.list(
                Payment.SELECT + "WHERE order_id = ? AND status = 'CHARGED' AND refund IS NULL",
                Payment::read,
                orderId);
        for (var payment : charged) request(transaction, payment, reason);
    }

    private record Due(long id, long orderId, String providerId, String key, long amount) {}

    /** Pays the refunds that are due. It throws at the end if one failed; the next run tries that one again. */
    public void payBack() {
        Batch.run(due(), this::payBack);
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
                BATCH_SIZE);
    }

    private void payBack(Due due) {
        Payment.moveToEnd(database, due.id);
        if (!provider.refund(due.providerId, due.amount, due.key + ":r")) payBackRest(due);
        database.transaction(transaction -> confirm(transaction, due.id, due.orderId));
    }

    /**
     * The provider refuses the whole amount, mostly because it has refunded some of it by itself. The rest is another
     * request with another key; a repetition uses the same key.
     */
    private void payBackRest(Due due) {
        long refunded = provider.find(due.key).map(Charge::refunded).orElse(0L);
        if (refunded >= due.amount) return;
        long rest = due.amount - refunded;
        boolean isPaid = refunded > 0 && provider.refund(due.providerId, rest, due.key + ":r" + refunded);
        if (!isPaid) {
            throw Problem.badGateway(
                    "payment-broken", "The payment provider refuses to refund order " + due.orderId + ".");
        }
    }

    /** The provider has confirmed the refund in its answer or by a callback; only the first confirmation counts. */
    static boolean confirm(Transaction transaction, long paymentId, long orderId) {
        Order.lock(transaction, orderId);
        int changed = transaction.update("""
                        UPDATE payments
                        SET refund = 'DONE'
                        WHERE id = ? AND refund = 'DUE'
                        """, paymentId);
        if (changed == 0) return false;
        OrderEvent.add(transaction, orderId, Kind.REFUNDED, "the provider refunds the money");
        return true;
    }
}
