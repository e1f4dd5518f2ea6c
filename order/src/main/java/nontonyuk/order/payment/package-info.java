/**
 * Charges orders, refunds them, and cancels them.
 *
 * <p>Skip this package at first reading. Later read {@code Payments}, then {@code Settlement}. Failure it handles: the
 * answer of the payment provider is lost, late or repeated. Test to read: {@code PaymentTest}.
 */
package nontonyuk.order.payment;
