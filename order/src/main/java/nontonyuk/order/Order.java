package nontonyuk.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.Transaction;

/** An order as its owner sees it, seats included. */
record Order(
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
    static final String SELECT =
            """
            SELECT o.user_id, o.movie_title, o.qty, o.id, o.showtime_id, o.studio, o.starts_at,
                (SELECT GROUP_CONCAT(i.seat) FROM order_items i WHERE i.order_id = o.id) AS seats,
                o.price, o.total,
                IF(o.status = 'HELD' AND o.expires_at <= UTC_TIMESTAMP(3), 'EXPIRED', o.status) AS status,
                o.expires_at, o.created_at
            FROM orders o
            """;

    enum Status {
        HELD,
        EXPIRED
    }

    static Order byId(Transaction transaction, long id) {
        return transaction.one(SELECT + "WHERE o.id = ?", Order::read, id).orElseThrow();
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
