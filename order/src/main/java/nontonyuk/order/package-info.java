/**
 * The order service: its main class connects the packages.
 *
 * <p>First reading: {@code OrderService}, then the package {@code booking}; skip {@code payment} and {@code ticket}.
 * Failure it handles: a crash interrupts the work of an order. Test to read: {@code BookingTest} (one buyer), then
 * {@code RacesIT} in labs (two buyers and one seat). {@code AuditTest} shows the rules that always hold.
 */
package nontonyuk.order;
