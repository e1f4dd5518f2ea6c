package nontonyuk.order.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.access.Caller;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** An order as its owner sees it, seats included. */
public record Order(
        long userId,
        String movieTitle,
        int qty,
        long id,
        long showtimeId,
        String studio,
        Instant startsAt,
        List<Seat> seats,
        long price,
        long total,
        Status status,
        Instant expiresAt,
        Instant createdAt) {
    /** A held order whose time is up is expired, although nobody has written that down yet. */
    static final String SELECT = """
            SELECT o.user_id, o.movie_title, o.qty, o.id, o.showtime_id, o.studio, o.starts_at,
                (SELECT GROUP_CONCAT(i.seat) FROM order_items i WHERE i.order_id = o.id) AS seats,
                o.price, o.total,
                IF(o.status = 'HELD' AND o.expires_at <= UTC_TIMESTAMP(3), 'EXPIRED', o.status) AS status,
                o.expires_at, o.created_at
            FROM orders o
            """;

    private static final String BY_ID = SELECT + "WHERE o.id = ?";

    public enum Status {
        HELD,
        EXPIRED,
        PAID,
        CANCELLED
    }

    public static Order byId(Transaction transaction, long id) {
        return transaction.one(BY_ID, Order::read, id).orElseThrow();
    }

    public static Optional<Order> find(Database database, long id) {
        return database.one(BY_ID, Order::read, id);
    }

    /**
     * The order, from here on changed by nobody else until the transaction ends. What was read before may have become
     * untrue while this waited, so this reads anew.
     */
    public static Optional<Order> lock(Transaction transaction, long id) {
        transaction.update("UPDATE orders SET version = version + 1 WHERE id = ?", id);
        return transaction.one(BY_ID, Order::read, id);
    }

    public static void change(Transaction transaction, long id, Status status) {
        transaction.update("UPDATE orders SET status = ? WHERE id = ?", status.name(), id);
    }

    public boolean isOf(Caller caller) {
        return userId == caller.id();
    }

    public boolean hasStarted(Instant now) {
        return !startsAt.isAfter(now);
    }

    /** Somebody else's order looks as if it were not there. */
    public static Problem notFound(long id) {
        return Problem.notFound("order-not-found", "There is no order " + id + ".");
    }

    static Order read(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("user_id"),
                row.getString("movie_title"),
                row.getInt("qty"),
                row.getLong("id"),
                row.getLong("showtime_id"),
                row.getString("studio"),
                row.getTimestamp("starts_at").toInstant(),
                Seat.list(row.getString("seats")),
                row.getLong("price"),
                row.getLong("total"),
                Status.valueOf(row.getString("status")),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
