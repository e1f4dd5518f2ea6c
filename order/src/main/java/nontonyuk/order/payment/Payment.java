package nontonyuk.order.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.sql.Transaction;

/**
 * One attempt to pay an order; {@code chargeKey} is what the provider knows it by, {@code age} how many seconds ago it
 * was begun.
 */
record Payment(long id, long orderId, String chargeKey, long amount, Status status, Refund refund, long age) {
    private static final int SECONDS_TO_ASK = 10 * 60;
    private static final int SECONDS_TO_HEAR = 60;

    static final String SELECT = """
            SELECT id, order_id, charge_key, amount, status, refund,
                TIMESTAMPDIFF(SECOND, started_at, UTC_TIMESTAMP(3)) AS age
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

    /** The provider must not be asked for it any more. */
    boolean isOld() {
        return age >= SECONDS_TO_ASK;
    }

    /**
     * A provider who knows nothing of it never will. This is later than {@link #isOld}: the last question may still be
     * on its way when that begins.
     */
    boolean isLost() {
        return age >= SECONDS_TO_ASK + SECONDS_TO_HEAR;
    }

    static Optional<Payment> byChargeKey(Transaction transaction, String chargeKey) {
        return transaction.one(SELECT + "WHERE charge_key = ?", Payment::read, chargeKey);
    }

    /** The attempt that has no answer yet; an order has one at the most. */
    static Optional<Payment> open(Transaction transaction, long orderId) {
        return transaction.one(
                SELECT + "WHERE order_id = ? AND status = 'STARTED' ORDER BY id DESC LIMIT 1", Payment::read, orderId);
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
                row.getLong("age"));
    }
}
