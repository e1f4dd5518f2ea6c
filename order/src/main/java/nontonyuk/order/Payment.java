package nontonyuk.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.Transaction;

/**
 * One attempt to pay an order; {@code chargeKey} is what the provider knows it by. It {@code isOld}
 * when it was begun so long ago that a provider who knows nothing of it never will.
 */
record Payment(
        long id,
        long orderId,
        String chargeKey,
        long amount,
        Status status,
        Refund refund,
        boolean isOld) {
    static final String SELECT =
            """
            SELECT id, order_id, charge_key, amount, status, refund,
                started_at < UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE AS is_old
            FROM payments
            """;

    /** Puts it behind those that were not asked about for longer. */
    static final String ASKED = "UPDATE payments SET asked_at = UTC_TIMESTAMP(3) WHERE id = ?";

    enum Status {
        STARTED,
        CHARGED,
        DECLINED,
        ABANDONED
    }

    /** {@code null} where nothing is to be given back. */
    enum Refund {
        DUE,
        DONE
    }

    static Optional<Payment> byChargeKey(Transaction transaction, String chargeKey) {
        return transaction.one(SELECT + "WHERE charge_key = ?", Payment::read, chargeKey);
    }

    /** The attempt that has no answer yet; an order has one at the most. */
    static Optional<Payment> open(Transaction transaction, long orderId) {
        return transaction.one(
                SELECT + "WHERE order_id = ? AND status = 'STARTED' ORDER BY id DESC LIMIT 1",
                Payment::read,
                orderId);
    }

    static Payment read(ResultSet row) throws SQLException {
        var refund = row.getString("refund");
        return new Payment(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getString("charge_key"),
                row.getLong("amount"),
                Status.valueOf(row.getString("status")),
                refund == null ? null : Refund.valueOf(refund),
                row.getBoolean("is_old"));
    }
}
