package nontonyuk.order;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.common.Database;
import nontonyuk.common.Transaction;

/**
 * The claims on seats. The database's clock alone says whether one has run out, so that services on
 * several machines never disagree.
 */
final class SeatClaims {
    private final Database database;

    SeatClaims(Database database) {
        this.database = database;
    }

    /** The seats of a showtime that nobody else can have now. */
    SortedSet<Seat> taken(long showtimeId) {
        return new TreeSet<>(
                database.list(
                        """
                        SELECT seat
                        FROM seat_claims
                        WHERE showtime_id = ?
                            AND (state <> 'HELD' OR expires_at > UTC_TIMESTAMP(3))
                        """,
                        row -> Seat.named(row.getString("seat")),
                        showtimeId));
    }

    /**
     * Makes room for a claim: an order that has let its time run out on one of these seats expires,
     * and loses all its seats, the others too.
     */
    void releaseExpired(Transaction transaction, long showtimeId, List<Seat> seats) {
        var expired =
                transaction.list(
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
                        showtimeId,
                        seats.stream().map(Seat::toString).collect(Collectors.joining(",")));
        for (long orderId : expired) release(transaction, orderId);
    }

    /**
     * The order is changed first, and so locked: whoever else wants to change what it has waits
     * here, and holds no claim that we wait for.
     */
    private static void release(Transaction transaction, long orderId) {
        transaction.update(
                """
                UPDATE orders
                SET status = 'EXPIRED'
                WHERE id = ? AND status = 'HELD'
                """,
                orderId);
        transaction.update(
                """
                DELETE FROM seat_claims
                WHERE order_id = ? AND state = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                """,
                orderId);
    }

    /**
     * Claims the seats for an order, until the order expires. They must come sorted: two buyers of
     * the same seats then wait for each other in one direction only.
     */
    void claim(Transaction transaction, long orderId, List<Seat> seats) {
        for (var seat : seats) {
            transaction.update(
                    """
                    INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                    SELECT showtime_id, ?, id, 'HELD', expires_at
                    FROM orders
                    WHERE id = ?
                    """,
                    seat.toString(),
                    orderId);
        }
    }
}
