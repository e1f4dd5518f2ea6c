package nontonyuk.order.booking;

import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;

public final class IdempotencyKeys {
    public Response once(Request request, Function<Reservation, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Reservation.NO_KEY);
        var reservation = reservation(request);
        var stored = reserve(reservation);
        if (stored.isPresent()) return stored.get().with("Idempotency-Replayed", "true");
        try {
            var answer = work.apply(Reservation.NO_KEY);
            return database.transaction(transaction -> reservation.store(transaction, answer));
        } catch (RuntimeException | Error e) {
            free(reservation);
            throw e;
        }
    }
}
