package nontonyuk.order.payment;

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

    /** Pays the refunds that are due. It throws at the end if one failed; the next run tries that one again. */
    public void payBack() {
        Batch.run(database, "refund = 'DUE'", this::payBack);
    }

    private void payBack(Payment payment) {
        boolean isPaid = provider.refund(payment.providerId(), payment.amount(), payment.chargeKey() + ":r");
        if (!isPaid) payBackRest(payment);
        database.transaction(transaction -> confirm(transaction, payment));
    }

    /**
     * The provider refuses the whole amount, usually because it has refunded a part by itself. The rest is a new
     * request with a key of its own; a repetition uses the same key.
     */
    private void payBackRest(Payment payment) {
        long refunded = provider.find(payment.chargeKey()).map(Charge::refunded).orElse(0L);
        if (refunded >= payment.amount()) return;
        long rest = payment.amount() - refunded;
        boolean isPaid =
                refunded > 0 && provider.refund(payment.providerId(), rest, payment.chargeKey() + ":r" + refunded);
        if (!isPaid) {
            throw Problem.badGateway(
                    "payment-broken", "The payment provider refuses to refund order " + payment.orderId() + ".");
        }
    }

    /** The provider has confirmed the refund in its answer or by a callback; only the first confirmation counts. */
    static boolean confirm(Transaction transaction, Payment payment) {
        Order.lock(transaction, payment.orderId());
        var sql = "UPDATE payments SET refund = 'DONE' WHERE id = ? AND refund = 'DUE'";
        if (transaction.update(sql, payment.id()) == 0) return false;
        OrderEvent.add(transaction, payment.orderId(), Kind.REFUNDED, "the provider refunds the money");
        return true;
    }
}
