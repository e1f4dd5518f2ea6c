package nontonyuk.order.booking;

import java.util.function.BiFunction;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

public final class Booking {
    /** The monitor lets one transaction after the other look and claim, but only in this process. */
    private synchronized Response race(BiFunction<Transaction, Integer, Response> work) {
        try {
            return database.transaction(transaction -> work.apply(transaction, 0));
        } catch (Database.Duplicate e) {
            throw Problem.conflict("idempotency-key-used", "An order was made with this Idempotency-Key before.");
        }
    }
}
