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
     * Stores the result of a charge, and changes its order. Repeating it changes nothing.
     *
     * @throws Problem 404 for an unknown payment, 422 for another amount than that of the payment
     */
    static Payment settle(Transaction transaction, Charge charge) {
        var key = charge.idempotencyKey();
        var unlocked = Payment.byChargeKey(transaction, key)
                .orElseThrow(() -> Problem.notFound("payment-not-found", "There is no payment with this key."));
        if (charge.amount() != unlocked.amount()) {
            throw Problem.invalid("amount", "mismatch", "is not the amount of the payment");
        }
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
        setStatus(transaction, payment, Payment.Status.DECLINED, null);
        OrderEvent.add(transaction, payment.orderId(), Kind.DECLINED, "the payment was declined");
    }

    private static void charged(Transaction transaction, Order order, Payment payment, Charge charge) {
        boolean isNew = payment.status() != Payment.Status.CHARGED;
        if (isNew) {
            setStatus(transaction, payment, Payment.Status.CHARGED, charge.id());
            OrderEvent.add(transaction, order.id(), Kind.CHARGED, payment.amount() + " rupiah were charged");
        }
        if (charge.refunded() >= payment.amount()) {
            refundedByProvider(transaction, order, payment);
        } else if (isNew) {
            applyCharge(transaction, order, payment);
        }
    }

    private static void setStatus(Transaction transaction, Payment payment, Payment.Status status, String providerId) {
        var sql = "UPDATE payments SET status = ?, provider_id = ? WHERE id = ?";
        transaction.update(sql, status.name(), providerId, payment.id());
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
