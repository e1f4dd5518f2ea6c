package nontonyuk.order.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * The claims on seats. Only the database's clock decides whether a claim has expired, so services on several machines
 * always agree.
 */
public final class SeatClaims {
    private SeatClaims() {}

    /** A seat that is not free, and the user who has it. */
    record Taken(Seat seat, long userId, Seat.State state) {}

    /** The taken seats of a showtime; an expired claim does not count. */
    static List<Taken> taken(Database database, long showtimeId) {
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
                        Seat.State.valueOf(row.getString("state"))),
                showtimeId);
    }

    /**
     * The claims of a showtime at one moment of the database's clock, and the seats that a user has not paid. An
     * overdue claim does not take its seat.
     */
    record Snapshot(Instant now, long unpaidInShowtime, long unpaidInAll, Set<Seat> taken, Set<Seat> overdue) {
        private static Snapshot read(ResultSet row) throws SQLException {
            return new Snapshot(
                    row.getTimestamp("now").toInstant(),
                    row.getLong("in_showtime"),
                    row.getLong("in_all"),
                    new HashSet<>(),
                    new HashSet<>());
        }
    }

    /** An unpaid order counts until {@code countedSeconds} after its expiry. */
    static Snapshot snapshot(Transaction transaction, long showtimeId, long userId, int countedSeconds) {
        record Claim(String seat, boolean isOverdue, Snapshot snapshot) {}
        var claims = transaction.list(
                """
                SELECT c.seat, c.state = 'HELD' AND c.expires_at <= unpaid.now AS is_overdue, unpaid.*
                FROM (
                    SELECT UTC_TIMESTAMP(3) AS now, SUM(IF(showtime_id = ?, qty, 0)) AS in_showtime, SUM(qty) AS in_all
                    FROM orders
                    WHERE user_id = ?
                        AND status <> 'PAID'
                        AND expires_at > UTC_TIMESTAMP(3) - INTERVAL ? SECOND
                ) unpaid
                    LEFT JOIN seat_claims c ON c.showtime_id = ?
                """,
                row -> new Claim(
                        row.getString("seat"), row.getBoolean("is_overdue"), row.isFirst() ? Snapshot.read(row) : null),
                showtimeId,
                userId,
                countedSeconds,
                showtimeId);
        var snapshot = claims.get(0).snapshot;
        for (var claim : claims) {
            if (claim.seat == null) continue; // the only row of a showtime without claims
            (claim.isOverdue ? snapshot.overdue : snapshot.taken).add(Seat.named(claim.seat));
        }
        return snapshot;
    }

    /**
     * Claims the seats of an order, HELD until its {@code expires_at}. It returns false and claims none if another
     * order has one of them.
     *
     * <p>The seats are sorted: two buyers of the same seats then wait in one direction only, without a deadlock.
     */
    static boolean claim(Transaction transaction, long orderId) {
        return transaction.tryInsert("""
                INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                SELECT o.showtime_id, i.seat, o.id, 'HELD', o.expires_at
                FROM orders o
                    JOIN order_items i ON i.order_id = o.id
                WHERE o.id = ?
                ORDER BY i.seat
                """, orderId);
    }

    /** Expires the orders whose time is up and that still have a claim on one of these seats. */
    static void expireOthers(Transaction transaction, long showtimeId, List<Seat> seats) {
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
                showtimeId,
                seats.stream().map(Seat::toString).collect(Collectors.joining(",")));
        for (long orderId : expired) expire(transaction, orderId);
    }

    /**
     * Expires an order whose time is up, and releases all its seats. It updates the order first, which locks it: a
     * transaction that waits for this lock holds no claim that we wait for.
     */
    public static boolean expire(Transaction transaction, long orderId) {
        int changed = transaction.update("""
                        UPDATE orders
                        SET status = 'EXPIRED', version = version + 1
                        WHERE id = ? AND status = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                        """, orderId);
        if (changed == 0) return false;
        release(transaction, orderId);
        OrderEvent.add(transaction, orderId, OrderEvent.Kind.EXPIRED, "the seats were not paid in time");
        return true;
    }

    static void release(Transaction transaction, long orderId) {
        transaction.update("DELETE FROM seat_claims WHERE order_id = ?", orderId);
    }

    static void sell(Transaction transaction, long orderId) {
        transaction.update("UPDATE seat_claims SET state = 'SOLD' WHERE order_id = ?", orderId);
    }

    static long count(Transaction transaction, long orderId) {
        var sql = "SELECT COUNT(*) FROM seat_claims WHERE order_id = ?";
        return transaction.one(sql, row -> row.getLong(1), orderId).orElseThrow();
    }

    /** Holds the order's seats for at least this many seconds from now. */
    public static void extend(Transaction transaction, long orderId, int seconds) {
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
