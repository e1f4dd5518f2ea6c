/**
 * Charges orders, refunds them, and cancels them.
 *
 * <p>First reading: read {@code Payments}, then {@code Settlement}; skip the rest. Failure it answers: the answer of
 * the payment provider is lost, late or repeated. Test to read: {@code PaymentTest}.
 */
package nontonyuk.order.payment;
