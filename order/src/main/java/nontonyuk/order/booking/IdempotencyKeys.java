package nontonyuk.order.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Makes a request with an {@code Idempotency-Key} safe to repeat (draft-ietf-httpapi-idempotency-key-header).
 *
 * <p>The first request reserves the key. Its answer is stored in the transaction that does the work. Each repetition
 * gets that answer again, byte for byte. A thrown problem frees the key, so the next request continues an open payment.
 * A stored answer, also a 402, keeps it.
 */
public final class IdempotencyKeys {
    /** Longer than a request takes. A slower request loses its lease and must not change anything. */
    private static final int LEASE_SECONDS = 15;

    private final Database database;

    public IdempotencyKeys(Database database) {
        this.database = database;
    }

    /** A key that one request holds; the lease tells it from other requests with the same key. */
    public record Reservation(long userId, String key, String requestHash, String lease) {
        private static final Reservation NO_KEY = new Reservation(0, null, null, null);

        /** The user and the key in one text, or {@code null} for a request without a key. */
        String madeWith() {
            return key == null ? null : userId + ":" + key;
        }

        /** Stores the answer together with the work; it throws a 503 if the lease was lost. */
        public Response store(Transaction transaction, Response answer) {
            if (key == null) return answer;
            int stored = transaction.update(
                    """
                            UPDATE idempotency_keys
                            SET status = ?, content_type = ?, location = ?, body = ?
                            WHERE user_id = ? AND idem_key = ? AND lease = ? AND status IS NULL
                            """,
                    answer.status(),
                    answer.headers().get("Content-Type"),
                    answer.headers().get("Location"),
                    answer.body(),
                    userId,
                    key,
                    lease);
            if (stored == 1) return answer;
            throw Problem.unavailable("request-too-slow", "The request took too long; send it again.", 1);
        }
    }

    private record StoredAnswer(String requestHash, boolean leaseIsOver, Response response) {}

    /** Does the work, or returns the answer of the first request with the same key. */
    public Response once(Request request, Function<Reservation, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Reservation.NO_KEY);
        var reservation = reservation(request);
        var stored = reserve(reservation);
        if (stored.isPresent()) return stored.get().with("Idempotency-Replayed", "true");
        try {
            return work.apply(reservation);
        } catch (RuntimeException | Error e) {
            free(reservation);
            throw e;
        }
    }

    private static Reservation reservation(Request request) {
        var key = request.header("Idempotency-Key").orElseThrow();
        if (!key.matches("[!-~]{1,64}")) {
            throw Problem.invalid("Idempotency-Key", "bad-key", "must be 1 to 64 ASCII characters, no spaces");
        }
        var line = request.method() + " " + request.rawPath() + "\n";
        var hash = Sha256.hex(line.getBytes(UTF_8), request.body());
        var lease = UUID.randomUUID().toString();
        return new Reservation(request.caller().id(), key, hash, lease);
    }

    /** Reserves the key, or returns the stored answer. A key in use is a 409. */
    private Optional<Response> reserve(Reservation reservation) {
        try {
            database.update(
                    """
                    INSERT INTO idempotency_keys (user_id, idem_key, request_hash, lease, leased_until)
                    VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                    """,
                    reservation.userId,
                    reservation.key,
                    reservation.requestHash,
                    reservation.lease,
                    LEASE_SECONDS);
            return Optional.empty();
        } catch (Database.Duplicate e) {
            return storedAnswer(reservation);
        }
    }

    private Optional<Response> storedAnswer(Reservation reservation) {
        var found = database.one("""
                        SELECT request_hash, leased_until <= UTC_TIMESTAMP(3) AS is_over,
                            status, content_type, location, body
                        FROM idempotency_keys
                        WHERE user_id = ? AND idem_key = ?
                        """, IdempotencyKeys::read, reservation.userId, reservation.key);
        if (found.isEmpty()) return reserve(reservation); // the other request has just freed the key
        var stored = found.get();
        if (!stored.requestHash.equals(reservation.requestHash)) {
            throw Problem.invalid("Idempotency-Key", "reused", "was sent before with another request");
        }
        if (stored.response != null) return Optional.of(stored.response);
        if (stored.leaseIsOver && takeOver(reservation)) return Optional.empty();
        throw Problem.conflict("request-in-flight", "The same request is still in progress; send it again.")
                .with("Retry-After", "1");
    }

    /** Gives an ended lease to this request. False if another request was first, or if an answer is stored now. */
    private boolean takeOver(Reservation reservation) {
        return database.update("""
                        UPDATE idempotency_keys
                        SET lease = ?, leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
                        WHERE user_id = ? AND idem_key = ?
                            AND status IS NULL AND leased_until <= UTC_TIMESTAMP(3)
                        """, reservation.lease, LEASE_SECONDS, reservation.userId, reservation.key) == 1;
    }

    private void free(Reservation reservation) {
        try {
            database.update("""
                    DELETE FROM idempotency_keys
                    WHERE user_id = ? AND idem_key = ? AND lease = ? AND status IS NULL
                    """, reservation.userId, reservation.key, reservation.lease);
        } catch (RuntimeException e) {
            // The caller reports the first exception. The key is free when its lease ends.
        }
    }

    private static StoredAnswer read(ResultSet row) throws SQLException {
        return new StoredAnswer(row.getString("request_hash"), row.getBoolean("is_over"), response(row));
    }

    private static Response response(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        if (row.wasNull()) return null;
        var response = Response.raw(status, row.getString("content_type"), row.getBytes("body"));
        var location = row.getString("location");
        return location == null ? response : response.with("Location", location);
    }

    /** Deletes the keys that are older than a week. */
    public void deleteOld() {
        database.update("""
                DELETE FROM idempotency_keys
                WHERE leased_until < UTC_TIMESTAMP(3) - INTERVAL 7 DAY
                LIMIT 1000
                """);
    }
}
