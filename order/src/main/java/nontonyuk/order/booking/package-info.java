/**
 * Sells seats: orders, seat claims and idempotency keys.
 *
 * <p>First reading: read {@code Orders}, {@code NewOrder}, {@code Booking}, {@code SeatClaims} and
 * {@code IdempotencyKeys}; then {@code SeatPlan}. Skip the rest. Failure it answers: two buyers want one seat, and a
 * client repeats a request after a lost answer. Test to read: {@code BookingTest}, then {@code IdempotencyTest}.
 * Standard: draft-ietf-httpapi-idempotency-key-header.
 */
package nontonyuk.order.booking;
