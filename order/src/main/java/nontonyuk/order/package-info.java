/**
 * The order service: its main class puts the rooms together.
 *
 * <p>First reading: read {@code OrderService}, then the package {@code booking}; skip {@code payment} and
 * {@code ticket}. Failure it answers: a crash interrupts the work; background jobs finish it after the restart. Test to
 * read: {@code BookingTest}; {@code AuditTest} shows the rules that always hold.
 */
package nontonyuk.order;
