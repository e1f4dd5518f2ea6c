package nontonyuk.order.payment;

import java.time.Instant;
import java.util.UUID;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.OrderEvent;
import nontonyuk.order.booking.OrderEvent.Kind;
import nontonyuk.order.booking.SeatClaims;

/**
 * Brings an order in line with the money, in two transactions with the question to the provider between them:
 * {@link #begin} writes down that we ask, {@link #settle} what came of it. The answer may come from the provider's
 * answer, its callback, or our asking again, in any order and several times: the first one decides.
 */
final class Settlement {
    /** A moment for the money to come, in which nobody else can take the seats. */
    private static final int SECONDS_TO_PAY = 60;

    private static final int MOST_PAYMENTS = 5;

    private Settlement() {}

    /**
     * A payment to ask the provider for: the one that has no answer yet, or a new one. The order must be locked and not
     * paid. An order whose time was up gets its seats again if they are free. A payment that is old is asked for no
     * more, and keeps no seats: it could be given up as lost while the question is on its way. {@link Reconciliation}
     * soon knows what became of it.
     */
    static Payment begin(Transaction transaction, Order order) {
        if (order.status() == Order.Status.CANCELLED) {
            throw Problem.conflict("order-cancelled", "This order was cancelled.");
        }
        if (order.hasStarted(Instant.now())) {
            throw Problem.conflict("showtime-started", "It started at " + order.startsAt() + ".");
        }
        var open = Payment.open(transaction, order.id());
        if (open.isEmpty()) refuseTooMany(transaction, order.id());
        if (open.isPresent() && open.get().isOld()) throw PaymentProvider.inProgress(5);
        SeatClaims.keepFor(transaction, order.id(), SECONDS_TO_PAY);
        if (order.status() == Order.Status.EXPIRED) {
            boolean isRevived = SeatClaims.claimAgain(transaction, order);
            if (!isRevived) throw expired(order, open.isPresent());
            OrderEvent.write(transaction, order.id(), Kind.REVIVED, "the seats were still free");
        }
        return open.orElseGet(() -> add(transaction, order));
    }

    private static Problem expired(Order order, boolean wasAskedFor) {
        var money = wasAskedFor ? "What may have been charged goes back." : "Nothing was charged.";
        return Problem.gone(
                "order-expired",
                "The seats were kept until %s, and are somebody else's now. %s".formatted(order.expiresAt(), money));
    }

    private static void refuseTooMany(Transaction transaction, long orderId) {
        long payments = transaction
                .one("SELECT COUNT(*) FROM payments WHERE order_id = ?", row -> row.getLong(1), orderId)
                .orElseThrow();
        if (payments < MOST_PAYMENTS) return;
        throw Problem.conflict("too-many-payments", "After " + MOST_PAYMENTS + " tries, make a new order.");
    }

    private static Payment add(Transaction transaction, Order order) {
        var chargeKey = UUID.randomUUID().toString();
        transaction.update("""
                INSERT INTO payments (order_id, charge_key, amount, status, started_at, asked_at)
                VALUES (?, ?, ?, 'STARTED', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """, order.id(), chargeKey, order.total());
        return Payment.byChargeKey(transaction, chargeKey).orElseThrow();
    }

    /**
     * Takes note of what became of a payment, whoever says it and for however many times.
     *
     * @throws Problem 404 where it is none of ours, 422 where it is not the amount we asked for
     */
    static Payment settle(Transaction transaction, PaymentProvider.Charge charge) {
        var key = charge.idempotencyKey();
        var asked = Payment.byChargeKey(transaction, key).orElseThrow(Settlement::notOurs);
        if (charge.amount() != asked.amount()) {
            throw Problem.invalid("amount", "mismatch", "is not what was to be paid");
        }
        var order = Order.lock(transaction, asked.orderId()).orElseThrow();
        var payment = Payment.byChargeKey(transaction, key).orElseThrow();
        switch (charge.status()) {
            case SUCCEEDED -> charged(transaction, order, payment, charge);
            case DECLINED -> declined(transaction, payment);
        }
        return Payment.byChargeKey(transaction, key).orElseThrow();
    }

    private static Problem notOurs() {
        return Problem.notFound("payment-not-found", "That is none of our payments.");
    }

    private static void declined(Transaction transaction, Payment payment) {
        if (payment.status() != Payment.Status.STARTED) return;
        change(transaction, payment, Payment.Status.DECLINED, null);
        OrderEvent.write(transaction, payment.orderId(), Kind.DECLINED, "the payment was declined");
    }

    private static void charged(Transaction transaction, Order order, Payment payment, PaymentProvider.Charge charge) {
        boolean isNews = payment.status() != Payment.Status.CHARGED;
        if (isNews) {
            change(transaction, payment, Payment.Status.CHARGED, charge.id());
            var detail = payment.amount() + " rupiah were charged";
            OrderEvent.write(transaction, order.id(), Kind.CHARGED, detail);
        }
        if (charge.refunded() >= payment.amount()) {
            givenBack(transaction, order, payment);
        } else if (isNews) {
            take(transaction, order, payment);
        }
    }

    /**
     * The provider has given all of it back, as we asked or by itself. An order that was paid with it is cancelled
     * then, also if a ticket of it was used: nobody pays for it any more.
     */
    private static void givenBack(Transaction transaction, Order order, Payment payment) {
        boolean isByItself = payment.refund() == null;
        if (isByItself) refund(transaction, payment, "the provider gave it back by itself");
        Refunds.done(transaction, payment.id(), order.id());
        boolean hasPaidTheOrder = isByItself && payment.status() == Payment.Status.CHARGED;
        if (hasPaidTheOrder) {
            Cancellations.cancel(transaction, order.id(), "its money was given back");
        }
    }

    private static void take(Transaction transaction, Order order, Payment payment) {
        switch (order.status()) {
            case HELD -> payOrRefund(transaction, order, payment);
            case EXPIRED -> payLate(transaction, order, payment);
            case PAID -> refund(transaction, payment, "the order was paid already");
            case CANCELLED -> refund(transaction, payment, "the order had been cancelled");
        }
    }

    /** After the start nobody books, so free seats don't mean that they are still of use. */
    private static void payLate(Transaction transaction, Order order, Payment payment) {
        if (!order.hasStarted(Instant.now())) {
            payOrRefund(transaction, order, payment);
            return;
        }
        SeatClaims.expire(transaction, order.id());
        refund(transaction, payment, "the show had begun meanwhile");
    }

    private static void payOrRefund(Transaction transaction, Order order, Payment payment) {
        if (SeatClaims.claimAgain(transaction, order)) {
            Order.change(transaction, order.id(), Order.Status.PAID);
            SeatClaims.sell(transaction, order.id());
            OrderEvent.write(transaction, order.id(), Kind.PAID, "the seats are sold");
        } else {
            SeatClaims.release(transaction, order.id());
            Order.change(transaction, order.id(), Order.Status.EXPIRED);
            refund(transaction, payment, "the seats went to somebody else meanwhile");
        }
    }

    private static void change(Transaction transaction, Payment payment, Payment.Status status, String providerId) {
        transaction.update("""
                UPDATE payments
                SET status = ?, provider_id = ?
                WHERE id = ?
                """, status.name(), providerId, payment.id());
    }

    /** Decides that the money goes back; {@link Refunds} sees to it. */
    private static void refund(Transaction transaction, Payment payment, String why) {
        transaction.update("UPDATE payments SET refund = 'DUE' WHERE id = ?", payment.id());
        OrderEvent.write(transaction, payment.orderId(), Kind.REFUND_DUE, why);
    }

    /** The same for all that was charged for an order and is not on its way back yet. */
    static void refundAll(Transaction transaction, long orderId, String why) {
        var charged = transaction.list(
                Payment.SELECT + "WHERE order_id = ? AND status = 'CHARGED' AND refund IS NULL",
                Payment::read,
                orderId);
        for (var payment : charged) refund(transaction, payment, why);
    }
}
