package nontonyuk.order.payment;

import java.util.function.Consumer;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/** The payments that one run of a background job works on. */
final class Batch {
    private static final int SIZE = 50;

    private Batch() {}

    /**
     * Works on the payments that meet the condition. Each one moves to the end of the queue, in case its work fails.
     */
    static void run(Database database, String condition, Consumer<Payment> work) {
        var sql = Payment.SELECT + "WHERE " + condition + " ORDER BY asked_at LIMIT ?";
        run(database.list(sql, Payment::read, SIZE), payment -> {
            database.update("UPDATE payments SET asked_at = UTC_TIMESTAMP(3) WHERE id = ?", payment.id());
            work.accept(payment);
        });
    }

    /**
     * An item that fails does not stop the others, unless the provider is down. It throws the last problem at the end.
     */
    static <T> void run(Iterable<T> items, Consumer<T> work) {
        Problem last = null;
        for (var item : items) {
            try {
                work.accept(item);
            } catch (Problem e) {
                last = e;
                if (e.status() == 503 || e.status() == 504) break;
            }
        }
        if (last != null) throw last;
    }
}
