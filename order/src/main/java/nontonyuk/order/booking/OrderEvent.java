package nontonyuk.order.booking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.Trace;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** One step of an order's way, for whoever wants to know what happened to it. */
public record OrderEvent(int number, Kind event, String detail, Instant at, String traceId) {
    public enum Kind {
        /** Its seats are kept until a time. */
        HELD,
        /** Its time was up, and its seats went back. */
        EXPIRED,
        /** It had expired, and got its seats again because they were still free. */
        REVIVED,
        CHARGED,
        DECLINED,
        PAID,
        CANCELLED,
        /** Money is to be given back. */
        REFUND_DUE,
        REFUNDED,
        /** A ticket of it has let somebody in. */
        CHECKED_IN
    }

    /** Writes the next event. The transaction must hold the order's lock, or have just made it. */
    public static void write(Transaction transaction, long orderId, Kind kind, String detail) {
        transaction.update("""
                INSERT INTO order_events (order_id, number, event, detail, happened_at, trace_id)
                SELECT ?, COUNT(*) + 1, ?, ?, UTC_TIMESTAMP(3), ?
                FROM order_events
                WHERE order_id = ?
                """, orderId, kind.name(), detail, Trace.current().id(), orderId);
    }

    /** All events of an order, the first one first. */
    static List<OrderEvent> of(Database database, long orderId) {
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
