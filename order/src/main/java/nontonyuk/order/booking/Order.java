package nontonyuk.order.booking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nontonyuk.common.access.Caller;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** An order with its seats, as its owner sees it, and the changes of its status. */
public record Order(
        long userId,
        String movieTitle,
        int qty,
        long id,
        long showtimeId,
        String studio,
        Instant startsAt,
        @JsonIgnore Instant endsAt,
        List<Seat> seats,
        long price,
        long total,
        Status status,
        Instant expiresAt,
        Instant createdAt) {
    /** A held order whose time is up counts as expired, also before the expiry job has marked it. */
    static final String COLUMNS = """
            o.user_id, o.movie_title, o.qty, o.id, o.showtime_id, o.studio, o.starts_at, o.ends_at,
                (SELECT GROUP_CONCAT(i.seat) FROM order_items i WHERE i.order_id = o.id) AS seats,
                o.price, o.total,
                IF(o.status = 'HELD' AND o.expires_at <= UTC_TIMESTAMP(3), 'EXPIRED', o.status) AS status,
                o.expires_at, o.created_at
            """;

    private static final String BY_ID = "SELECT " + COLUMNS + "FROM orders o WHERE o.id = ?";

    public enum Status {
        HELD,
        EXPIRED,
        PAID,
        CANCELLED
    }

    /** Inserts an order with its seats; it keeps them in {@code order_items} after it has lost its claims. */
    static Order insert(
            Transaction transaction,
            String madeWith,
            long userId,
            Showtime showtime,
            List<Seat> seats,
            Instant now,
            Instant expiresAt) {
        var title = showtime.movieTitle();
        var studio = showtime.studio().name();
        var start = showtime.startsAt();
        var end = showtime.endsAt();
        int qty = seats.size();
        long price = showtime.price();
        long total = qty * price;
        var sql = """
                INSERT INTO orders (user_id, movie_title, qty, showtime_id, studio, starts_at, ends_at,
                    price, total, status, expires_at, created_at, made_with)
                VALUES (?, ?, ?, ?, ?, ?, ?,
                    ?, ?, 'HELD', ?, ?, ?)
                """;
        long id = transaction.insert(
                sql, userId, title, qty, showtime.id(), studio, start, end, price, total, expiresAt, now, madeWith);
        var items = "INSERT INTO order_items (order_id, seat, price) VALUES (?, ?, ?)" + ", (?, ?, ?)".repeat(qty - 1);
        transaction.update(
                items,
                seats.stream()
                        .flatMap(seat -> Stream.of(id, seat.toString(), price))
                        .toArray());
        return new Order(
                userId,
                title,
                qty,
                id,
                showtime.id(),
                studio,
                start,
                end,
                seats,
                price,
                total,
                Status.HELD,
                expiresAt,
                now);
    }

    public static Order byId(Transaction transaction, long id) {
        return transaction.one(BY_ID, Order::read, id).orElseThrow();
    }

    public static Optional<Order> find(Database database, long id) {
        return database.one(BY_ID, Order::read, id);
    }

    /**
     * Locks the order until the transaction ends, then reads it: it may have changed during the wait. An order that
     * appears between both statements is not locked, so it does not count.
     */
    public static Optional<Order> lock(Transaction transaction, long id) {
        int locked = transaction.update("UPDATE orders SET version = version + 1 WHERE id = ?", id);
        return locked == 0 ? Optional.empty() : transaction.one(BY_ID, Order::read, id);
    }

    /** Sells the seats. The caller holds the order's lock and its claims. */
    public static void pay(Transaction transaction, long id) {
        setStatus(transaction, id, Status.PAID);
        SeatClaims.sell(transaction, id);
        OrderEvent.add(transaction, id, OrderEvent.Kind.PAID, "the seats are sold");
    }

    /** Releases the seats. The caller holds the order's lock, and refunds the payments. */
    public static void cancel(Transaction transaction, long id, String reason) {
        setStatus(transaction, id, Status.CANCELLED);
        SeatClaims.release(transaction, id);
        OrderEvent.add(transaction, id, OrderEvent.Kind.CANCELLED, reason);
    }

    /** Releases the other seats after another buyer has taken one of them. */
    public static void giveUp(Transaction transaction, long id) {
        SeatClaims.release(transaction, id);
        setStatus(transaction, id, Status.EXPIRED);
    }

    private static void setStatus(Transaction transaction, long id, Status status) {
        transaction.update("UPDATE orders SET status = ? WHERE id = ?", status.name(), id);
    }

    /** Claims the seats unless the order still has them all. It returns false if another order has one of them. */
    public boolean claimAgain(Transaction transaction) {
        if (SeatClaims.count(transaction, id) == qty) return true;
        SeatClaims.expireOthers(transaction, showtimeId, seats);
        return SeatClaims.claim(transaction, id);
    }

    public boolean isOf(Caller caller) {
        return userId == caller.id();
    }

    public boolean hasStarted(Instant now) {
        return !startsAt.isAfter(now);
    }

    /** Another user's order gives the same 404 as a missing one. */
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
                row.getTimestamp("ends_at").toInstant(),
                Seat.list(row.getString("seats")),
                row.getLong("price"),
                row.getLong("total"),
                Status.valueOf(row.getString("status")),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
