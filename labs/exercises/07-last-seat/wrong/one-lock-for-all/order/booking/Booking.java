package nontonyuk.order.booking;

import java.util.function.BiFunction;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

public final class Booking {
    private Response race(BiFunction<Transaction, Integer, Response> work) {
        for (int i = 0; i < MAX_RACES; i++) {
            int lostRaces = i;
            try {
                return database.transaction(transaction -> {
                    // Every order locks the same row, whatever its showtime.
                    transaction.update("UPDATE hold_locks SET version = version + 1 WHERE slot = 0");
                    return work.apply(transaction, lostRaces);
                });
            } catch (SeatTaken e) {
                // The next transaction sees which seats are left.
            } catch (Database.Duplicate e) {
                throw Problem.conflict("idempotency-key-used", "An order was made with this Idempotency-Key before.");
            }
        }
        throw Problem.unavailable("seats-contended", "Too many buyers want these seats at once; try again.", 1);
    }
}
