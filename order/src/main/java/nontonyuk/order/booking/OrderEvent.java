package nontonyuk.order.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.common.trace.Trace;

/** One event in the history of an order. */
public record OrderEvent(int number, Kind event, String detail, Instant at, String traceId) {
    public enum Kind {
        /** The seats are held until a time. */
        HELD,
        /** The time was up, and the seats were released. */
        EXPIRED,
        /** An expired order got its seats again, because they were still free. */
        REVIVED,
        CHARGED,
        DECLINED,
        PAID,
        CANCELLED,
        /** A payment will be refunded. */
        REFUND_DUE,
        REFUNDED,
        /** A ticket of the order was used. */
        CHECKED_IN
    }

    /** Adds the next event. The transaction must hold the order's lock, or have inserted the order. */
    public static void add(Transaction transaction, long orderId, Kind kind, String detail) {
        transaction.update("""
                INSERT INTO order_events (order_id, number, event, detail, happened_at, trace_id)
                SELECT ?, COUNT(*) + 1, ?, ?, UTC_TIMESTAMP(3), ?
                FROM order_events
                WHERE order_id = ?
                """, orderId, kind.name(), detail, Trace.current().id(), orderId);
    }

    static List<OrderEvent> list(Database database, long orderId) {
        return database.list("""
                SELECT number, event, detail, happened_at, trace_id
                FROM order_events
                WHERE order_id = ?
                ORDER BY number
                """, OrderEvent::read, orderId);
    }

    private static OrderEvent read(ResultSet row) throws SQLException {
        return new OrderEvent(
                row.getInt("number"),
                Kind.valueOf(row.getString("event")),
                row.getString("detail"),
                row.getTimestamp("happened_at").toInstant(),
                row.getString("trace_id"));
    }
}
