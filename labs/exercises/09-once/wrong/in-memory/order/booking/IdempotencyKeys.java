package nontonyuk.order.booking;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;

public final class IdempotencyKeys {
    // new
    /** The requests of this process, by user and key. */
    private static final Map<String, Remembered> REMEMBERED = new ConcurrentHashMap<>();

    // new
    private record Remembered(String requestHash, Response answer) {}

    public Response once(Request request, Function<Reservation, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Reservation.NO_KEY);
        var reservation = reservation(request);
        var name = reservation.madeWith();
        var known = REMEMBERED.putIfAbsent(name, new Remembered(reservation.requestHash, null));
        if (known != null) return remembered(known, reservation);
        try {
            var answer = work.apply(Reservation.NO_KEY);
            REMEMBERED.put(name, new Remembered(reservation.requestHash, answer));
            return answer;
        } catch (RuntimeException | Error e) {
            REMEMBERED.remove(name);
            throw e;
        }
    }

    // new
    private static Response remembered(Remembered known, Reservation reservation) {
        if (!known.requestHash.equals(reservation.requestHash)) {
            throw Problem.invalid("Idempotency-Key", "reused", "was sent before with another request");
        }
        if (known.answer != null) return known.answer.with("Idempotency-Replayed", "true");
        throw Problem.conflict("request-in-flight", "The same request is still in progress; send it again.")
                .with("Retry-After", "1");
    }
}
