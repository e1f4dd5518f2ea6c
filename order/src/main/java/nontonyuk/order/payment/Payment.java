package nontonyuk.order.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.sql.Transaction;

/**
 * One attempt to pay an order. Amount and currency are those of the charge, once it has succeeded. The provider calls
 * the charge {@code providerId}; {@code age} is in seconds.
 */
record Payment(
        long id,
        long orderId,
        String chargeKey,
        String providerId,
        long amount,
        String currency,
        Status status,
        Refund refund,
        long age) {
    private static final int CHARGE_SECONDS = 10 * 60;
    private static final int ANSWER_SECONDS = 60;

    static final String SELECT = """
            SELECT id, order_id, charge_key, provider_id, amount, currency, status, refund,
                TIMESTAMPDIFF(SECOND, started_at, UTC_TIMESTAMP(3)) AS age
            FROM payments
            """;

    enum Status {
        STARTED,
        CHARGED,
        DECLINED,
        ABANDONED
    }

    /** {@code null} means no refund. */
    enum Refund {
        DUE,
        DONE
    }

    /** An old payment must not be charged again. */
    boolean mayBeCharged() {
        return age < CHARGE_SECONDS;
    }

    /** Even the last charge request has ended by now. If the provider does not know the payment, it never will. */
    boolean isLost() {
        return age >= CHARGE_SECONDS + ANSWER_SECONDS;
    }

    static Optional<Payment> byChargeKey(Transaction transaction, String chargeKey) {
        return transaction.one(SELECT + "WHERE charge_key = ?", Payment::read, chargeKey);
    }

    /** The payment without an answer; an order has at most one. */
    static Optional<Payment> open(Transaction transaction, long orderId) {
        var sql = SELECT + "WHERE order_id = ? AND status = 'STARTED' ORDER BY id DESC LIMIT 1";
        return transaction.one(sql, Payment::read, orderId);
    }

    static Payment read(ResultSet row) throws SQLException {
        var refund = row.getString("refund");
        return new Payment(
                row.getLong("id"),
                row.getLong("order_id"),
                row.getString("charge_key"),
                row.getString("provider_id"),
                row.getLong("amount"),
                row.getString("currency"),
                Status.valueOf(row.getString("status")),
                refund == null ? null : Refund.valueOf(refund),
                row.getLong("age"));
    }
}
