package nontonyuk.order.booking;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * The claims on seats. The database's clock alone says whether one has run out, so that services on several machines
 * never disagree.
 */
public final class SeatClaims {
    private final Database database;

    public SeatClaims(Database database) {
        this.database = database;
    }

    enum State {
        HELD,
        SOLD
    }

    /** A seat that somebody has: who, and whether it is paid. */
    record Taken(Seat seat, long userId, State state) {}

    /** All that is taken of a showtime, now. */
    List<Taken> taken(long showtimeId) {
        return database.list(
                """
                SELECT c.seat, c.state, o.user_id
                FROM seat_claims c
                    JOIN orders o ON o.id = c.order_id
                WHERE c.showtime_id = ?
                    AND (c.state <> 'HELD' OR c.expires_at > UTC_TIMESTAMP(3))
                """,
                row -> new Taken(
                        Seat.named(row.getString("seat")),
                        row.getLong("user_id"),
                        State.valueOf(row.getString("state"))),
                showtimeId);
    }

    SortedSet<Seat> takenSeats(long showtimeId) {
        return taken(showtimeId).stream().map(Taken::seat).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Claims the seats of an order, HELD until the order's own {@code expires_at}. Gives false where somebody else has
     * one of them; the transaction must then be undone, or {@link #release} what it got.
     *
     * <p>The seats come sorted: two buyers of the same seats then wait for each other in one direction only.
     */
    static boolean claim(Transaction transaction, Order order) {
        expireOthers(transaction, order);
        for (var seat : order.seats()) {
            boolean isOurs = transaction.tryInsert("""
                            INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                            SELECT showtime_id, ?, id, 'HELD', expires_at
                            FROM orders
                            WHERE id = ?
                            """, seat.toString(), order.id());
            if (!isOurs) return false;
        }
        return true;
    }

    /** The same for an order that had its seats before, and may have them still. */
    public static boolean claimAgain(Transaction transaction, Order order) {
        long ours = transaction
                .one("SELECT COUNT(*) FROM seat_claims WHERE order_id = ?", row -> row.getLong(1), order.id())
                .orElseThrow();
        return ours == order.qty() || claim(transaction, order);
    }

    /** Makes room: whoever has let the time run out on one of these seats expires. */
    private static void expireOthers(Transaction transaction, Order order) {
        var expired = transaction.list(
                """
                        SELECT DISTINCT order_id
                        FROM seat_claims
                        WHERE showtime_id = ?
                            AND FIND_IN_SET(seat, ?) > 0
                            AND state = 'HELD'
                            AND expires_at <= UTC_TIMESTAMP(3)
                        ORDER BY order_id
                        """,
                row -> row.getLong("order_id"),
                order.showtimeId(),
                order.seats().stream().map(Seat::toString).collect(Collectors.joining(",")));
        for (long other : expired) expire(transaction, other);
    }

    /**
     * Writes down that an order's time is up, if that is so, and gives all its seats back. The order is changed first,
     * and so locked: whoever else wants to change it waits here, and holds no claim that we wait for.
     */
    public static void expire(Transaction transaction, long orderId) {
        int changed = transaction.update("""
                        UPDATE orders
                        SET status = 'EXPIRED', version = version + 1
                        WHERE id = ? AND status = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                        """, orderId);
        if (changed == 0) return;
        release(transaction, orderId);
        OrderEvent.write(transaction, orderId, OrderEvent.Kind.EXPIRED, "the seats were not paid in time");
    }

    /** Gives back whatever an order has. */
    public static void release(Transaction transaction, long orderId) {
        transaction.update("DELETE FROM seat_claims WHERE order_id = ?", orderId);
    }

    /** The order has its seats for good. */
    public static void sell(Transaction transaction, long orderId) {
        transaction.update("UPDATE seat_claims SET state = 'SOLD' WHERE order_id = ?", orderId);
    }

    /** Keeps the seats for at least so many seconds from now on. */
    public static void keepFor(Transaction transaction, long orderId, int seconds) {
        transaction.update("""
                UPDATE orders
                SET status = 'HELD',
                    expires_at = GREATEST(expires_at, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                WHERE id = ?
                """, seconds, orderId);
        transaction.update("""
                UPDATE seat_claims c
                    JOIN orders o ON o.id = c.order_id
                SET c.expires_at = o.expires_at
                WHERE c.order_id = ?
                """, orderId);
    }
}
