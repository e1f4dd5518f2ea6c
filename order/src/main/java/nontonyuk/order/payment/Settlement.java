package nontonyuk.order.payment;

import java.time.Instant;
import java.util.UUID;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.HoldLimit;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.OrderEvent;
import nontonyuk.order.booking.OrderEvent.Kind;
import nontonyuk.order.booking.SeatClaims;

/**
 * Keeps orders and charges consistent, in two transactions: {@link #begin} before the provider is called, and
 * {@link #settle} after it. The provider's answer, its callback and the reconciliation all settle a charge, in any
 * order and repeatedly. The first one decides.
 */
final class Settlement {
    /** No other buyer can take the seats during the charge. */
    private static final int CHARGE_SECONDS = 60;

    private static final int MAX_PAYMENTS = 5;

    private Settlement() {}

    /**
     * Returns the payment to charge: the open one, or a new one. The order must be locked and not paid. An expired
     * order gets its seats again if they are free.
     *
     * <p>An old payment is not charged again and holds no seats: the reconciliation may abandon it during the call.
     */
    static Payment begin(Transaction transaction, Order order, HoldLimit limit) {
        if (order.status() == Order.Status.CANCELLED) {
            throw Problem.conflict("order-cancelled", "This order was cancelled.");
        }
        if (order.hasStarted(Instant.now())) {
            throw Problem.conflict("showtime-started", "The showtime started at " + order.startsAt() + ".");
        }
        var open = Payment.open(transaction, order.id());
        if (open.isEmpty()) refuseTooMany(transaction, order.id());
        if (open.isPresent() && !open.get().mayBeCharged()) throw PaymentProvider.inProgress(5);
        SeatClaims.extend(transaction, order.id(), CHARGE_SECONDS);
        if (order.status() == Order.Status.EXPIRED) {
            if (!order.claimAgain(transaction)) throw expired(order, open.isPresent());
            limit.check(transaction, order);
            OrderEvent.add(transaction, order.id(), Kind.REVIVED, "the seats were still free");
        }
        return open.orElseGet(() -> add(transaction, order));
    }

    private static Problem expired(Order order, boolean mayBeCharged) {
        var money = mayBeCharged ? "If the payment was charged, it will be refunded." : "Nothing was charged.";
        return Problem.gone(
                "order-expired",
                "The seats were held until %s. Another buyer has some of them now. %s"
                        .formatted(order.expiresAt(), money));
    }

    private static void refuseTooMany(Transaction transaction, long orderId) {
        long payments = transaction
                .one("SELECT COUNT(*) FROM payments WHERE order_id = ?", row -> row.getLong(1), orderId)
                .orElseThrow();
        if (payments < MAX_PAYMENTS) return;
        var detail = "An order has at most " + MAX_PAYMENTS + " payments; make a new order.";
        throw Problem.conflict("too-many-payments", detail);
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
     * Stores the result of a charge, and changes its order. Repeating it changes nothing. A charge of another amount or
     * currency pays nothing and is refunded.
     *
     * @throws Problem 404 for an unknown payment, 422 for a charge of another payment, or a second one of this payment
     */
    static Payment settle(Transaction transaction, Charge charge) {
        var key = charge.idempotencyKey();
        var unlocked = Payment.byChargeKey(transaction, key)
                .orElseThrow(() -> Problem.notFound("payment-not-found", "There is no payment with this key."));
        var order = Order.lock(transaction, unlocked.orderId()).orElseThrow();
        var payment = Payment.byChargeKey(transaction, key).orElseThrow();
        switch (charge.status()) {
            case SUCCEEDED -> charged(transaction, order, payment, charge);
            case DECLINED -> declined(transaction, payment);
        }
        return Payment.byChargeKey(transaction, key).orElseThrow();
    }

    private static void declined(Transaction transaction, Payment payment) {
        if (payment.status() != Payment.Status.STARTED) return;
        transaction.update("UPDATE payments SET status = 'DECLINED' WHERE id = ?", payment.id());
        OrderEvent.add(transaction, payment.orderId(), Kind.DECLINED, "the payment was declined");
    }

    private static void charged(Transaction transaction, Order order, Payment payment, Charge charge) {
        boolean isNew = payment.status() != Payment.Status.CHARGED;
        if (isNew) {
            store(transaction, payment, charge);
        } else if (!charge.id().equals(payment.providerId()) || !charge.hasPriceOf(payment)) {
            throw Problem.invalid("charge", "mismatch", "is not the charge that this payment has");
        }
        if (charge.isRefunded()) {
            refundedByProvider(transaction, order, payment);
        } else if (isNew && charge.hasPriceOf(payment)) {
            applyCharge(transaction, order, payment);
        } else if (isNew) {
            Refunds.request(transaction, payment, "another amount or currency was charged");
        }
    }

    private static void store(Transaction transaction, Payment payment, Charge charge) {
        boolean isStored = transaction.tryInsert("""
                UPDATE payments
                SET status = 'CHARGED', provider_id = ?, amount = ?, currency = ?
                WHERE id = ?
                """, charge.id(), charge.amount(), charge.currency(), payment.id());
        if (!isStored) throw Problem.invalid("charge.id", "reused", "is the charge of another payment");
        var detail = charge.amount() + " " + charge.currency() + " were charged";
        OrderEvent.add(transaction, payment.orderId(), Kind.CHARGED, detail);
    }

    /**
     * The provider has refunded the whole charge, at our request or by itself. A refund by itself cancels the order
     * that the charge paid, even if one of its tickets was used.
     */
    private static void refundedByProvider(Transaction transaction, Order order, Payment payment) {
        boolean isOurRequest = payment.refund() != null;
        if (!isOurRequest) Refunds.request(transaction, payment, "the provider refunded the payment by itself");
        Refunds.confirm(transaction, payment);
        if (!isOurRequest && payment.status() == Payment.Status.CHARGED) { // the charge paid the order
            Order.cancel(transaction, order.id(), "the provider refunded the payment");
            Refunds.requestAll(transaction, order.id(), "the order was cancelled");
        }
    }

    private static void applyCharge(Transaction transaction, Order order, Payment payment) {
        switch (order.status()) {
            case HELD -> payOrRefund(transaction, order, payment);
            case EXPIRED -> payLate(transaction, order, payment);
            case PAID -> Refunds.request(transaction, payment, "the order was already paid");
            case CANCELLED -> Refunds.request(transaction, payment, "the order was already cancelled");
        }
    }

    /** After the start the seats are of no use to the buyer, even if they are free. */
    private static void payLate(Transaction transaction, Order order, Payment payment) {
        if (!order.hasStarted(Instant.now())) {
            payOrRefund(transaction, order, payment);
            return;
        }
        SeatClaims.expire(transaction, order.id());
        Refunds.request(transaction, payment, "the showtime had started");
    }

    private static void payOrRefund(Transaction transaction, Order order, Payment payment) {
        if (order.claimAgain(transaction)) {
            Order.pay(transaction, order.id());
        } else {
            Order.giveUp(transaction, order.id());
            Refunds.request(transaction, payment, "another buyer had taken the seats");
        }
    }
}
