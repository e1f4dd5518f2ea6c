package nontonyuk.order.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;

// No request reserves its key. The transaction that does the work inserts the key and its answer, and the primary key
// refuses the second one. A crash leaves nothing behind, so there is no lease.
public final class IdempotencyKeys {
    public record Reservation(long userId, String key, String requestHash, String lease) {
        /**
         * Inserts the key and the answer together with the work. A second request with the key fails as a duplicate.
         */
        public Response store(Transaction transaction, Response answer) {
            if (key == null) return answer;
            transaction.update(
                    """
                            INSERT INTO idempotency_keys (user_id, idem_key, request_hash, lease, leased_until,
                                status, content_type, location, body)
                            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?, ?, ?)
                            """,
                    userId,
                    key,
                    requestHash,
                    lease,
                    answer.status(),
                    answer.headers().get("Content-Type"),
                    answer.headers().get("Location"),
                    answer.body());
            return answer;
        }
    }

    public Response once(Request request, Function<Reservation, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Reservation.NO_KEY);
        var reservation = reservation(request);
        var stored = storedAnswer(reservation);
        if (stored.isPresent()) return stored.get();
        try {
            return work.apply(reservation);
        } catch (RuntimeException e) {
            // The other request with this key may have stored its answer in the meantime.
            return storedAnswer(reservation).orElseThrow(() -> e);
        }
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
        return found.map(stored -> stored.response.with("Idempotency-Replayed", "true"));
    }

    private static Reservation reservation(Request request) {
        var key = request.header("Idempotency-Key").orElseThrow();
        if (!key.matches("[!-~]{1,$letters$}")) {
            throw Problem.invalid("Idempotency-Key", "bad-key", "must be 1 to $letters$ ASCII characters, no spaces");
        }
        var line = request.method() + " " + request.rawPath() + "\n";
        var hash = Sha256.hex(line.getBytes(UTF_8), value(request.body()));
        var lease = UUID.randomUUID().toString();
        return new Reservation(request.caller().id(), key, hash, lease);
    }

    // new
    /** The JSON value of a body as bytes: without spaces, and with its fields in the order of their names. */
    private static byte[] value(byte[] body) {
        if (body.length == 0) return body;
        try {
            return Json.write(sorted(Json.readStrictTree(body)));
        } catch (IOException e) {
            return body; // not JSON: only the same bytes are the same request
        }
    }

    // new
    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, Object>();
            for (var field : node.properties()) fields.put(field.getKey(), sorted(field.getValue()));
            return fields;
        }
        if (!node.isArray()) return node;
        var values = new ArrayList<Object>();
        for (var value : node) values.add(sorted(value));
        return values;
    }

    // without: reserve(Reservation)
    // without: takeOver(Reservation)
    // without: free(Reservation)
}
