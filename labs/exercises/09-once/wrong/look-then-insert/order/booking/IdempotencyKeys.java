package nontonyuk.order.booking;

import java.util.Optional;
import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;

public final class IdempotencyKeys {
    public Response once(Request request, Function<Reservation, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Reservation.NO_KEY);
        var reservation = reservation(request);
        var stored = storedAnswer(reservation);
        if (stored.isPresent()) return stored.get().with("Idempotency-Replayed", "true");
        var answer = work.apply(Reservation.NO_KEY);
        database.update(
                """
                INSERT IGNORE INTO idempotency_keys (user_id, idem_key, request_hash, lease, leased_until,
                    status, content_type, location, body)
                VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, ?, ?)
                """,
                reservation.userId,
                reservation.key,
                reservation.requestHash,
                reservation.lease,
                answer.status(),
                answer.headers().get("Content-Type"),
                answer.headers().get("Location"),
                answer.body());
        return answer;
    }

    private Optional<Response> storedAnswer(Reservation reservation) {
        var found = database.one("""
                        SELECT request_hash, leased_until <= UTC_TIMESTAMP(3) AS is_over,
                            status, content_type, location, body
                        FROM idempotency_keys
                        WHERE user_id = ? AND idem_key = ?
                        """, IdempotencyKeys::read, reservation.userId, reservation.key);
        if (found.isPresent() && !found.get().requestHash.equals(reservation.requestHash)) {
            throw Problem.invalid("Idempotency-Key", "reused", "was sent before with another request");
        }
        return found.map(StoredAnswer::response);
    }
}
