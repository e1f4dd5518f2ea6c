package nontonyuk.order.booking;

import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Transaction;

public final class IdempotencyKeys {
    public record Reservation(long userId, String key, String requestHash, String lease) {
        /** Stores the answer together with the work. */
        public Response store(Transaction transaction, Response answer) {
            // TODO lab 09, task 3: the answer is not stored.
            return answer;
        }
    }

    public Response once(Request request, Function<Reservation, Response> work) {
        // TODO lab 09, tasks 1 and 2: the Idempotency-Key is ignored, so each repetition makes one more order.
        return work.apply(Reservation.NO_KEY);
    }

    // without: reservation(Request)
    // without: reserve(Reservation)
    // without: storedAnswer(Reservation)
    // without: takeOver(Reservation)
    // without: free(Reservation)
}
