/**
 * Sells seats: orders, seat claims and idempotency keys.
 *
 * <p>First reading: {@code Orders}, {@code NewOrder}, {@code Order}, {@code Booking}, {@code SeatClaims},
 * {@code Showtime}, then {@code Showtimes}; skip the rest. Failure it handles: two buyers want one seat, or a client
 * repeats a request after a lost answer. Test to read: {@code BookingTest} (one buyer), then {@code RacesIT} in labs
 * (two buyers and one seat), then {@code IdempotencyTest}. Standard: draft-ietf-httpapi-idempotency-key-header.
 */
package nontonyuk.order.booking;
