package nontonyuk.order.booking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Lets a request that carries an {@code Idempotency-Key} be sent again and again and be done once (after the IETF's
 * draft-ietf-httpapi-idempotency-key-header). The first one reserves the key; what it answers is kept in the
 * transaction that does the work, and given again, byte for byte, to all that come later. A problem that leaves
 * everything as it was frees the key.
 */
public final class IdempotencyKeys {
    /** Longer than a request takes; one that took longer all the same finds its lease lost. */
    private static final int LEASE_SECONDS = 15;

    private final Database database;

    public IdempotencyKeys(Database database) {
        this.database = database;
    }

    private record Key(long userId, String text, String requestHash, String lease) {}

    private record Kept(String requestHash, boolean leaseIsOver, Response response) {}

    /** Keeps the answer together with what was done, for a request that has a key. */
    public record Keeper(Key key) {
        private static final Keeper WITHOUT_KEY = new Keeper(null);

        /** The user and the key, or {@code null} where there is none. */
        String name() {
            return key == null ? null : key.userId + ":" + key.text;
        }

        public Response keep(Transaction transaction, Response response) {
            if (key == null) return response;
            int kept = transaction.update(
                    """
                            UPDATE idempotency_keys
                            SET status = ?, content_type = ?, location = ?, body = ?
                            WHERE user_id = ? AND idem_key = ? AND lease = ? AND status IS NULL
                            """,
                    response.status(),
                    response.headers().get("Content-Type"),
                    response.headers().get("Location"),
                    response.body(),
                    key.userId,
                    key.text,
                    key.lease);
            // Too slow, and somebody else does it now: then this one must not be done.
            if (kept == 1) return response;
            throw Problem.unavailable("request-too-slow", "It took too long; ask again.", 1);
        }
    }

    /** Does the work, or gives the answer that it had before. */
    public Response once(Request request, Function<Keeper, Response> work) {
        if (request.header("Idempotency-Key").isEmpty()) return work.apply(Keeper.WITHOUT_KEY);
        var key = key(request);
        var before = reserve(key);
        if (before.isPresent()) return before.get().with("Idempotency-Replayed", "true");
        try {
            return work.apply(new Keeper(key));
        } catch (RuntimeException | Error e) {
            free(key);
            throw e;
        }
    }

    private static Key key(Request request) {
        var text = request.header("Idempotency-Key").orElseThrow();
        if (!text.matches("[!-~]{1,64}")) {
            throw Problem.invalid("Idempotency-Key", "bad-key", "must be 1 to 64 letters of ASCII, no spaces");
        }
        return new Key(
                request.caller().id(), text, hash(request), UUID.randomUUID().toString());
    }

    private static String hash(Request request) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var line = request.method() + " " + request.rawPath() + "\n";
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(request.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing where the key is now ours; else the answer, or the problem that there is none yet. */
    private Optional<Response> reserve(Key key) {
        try {
            database.update("""
                    INSERT INTO idempotency_keys (user_id, idem_key, request_hash, lease, leased_until)
                    VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                    """, key.userId, key.text, key.requestHash, key.lease, LEASE_SECONDS);
            return Optional.empty();
        } catch (Database.Duplicate e) {
            return kept(key);
        }
    }

    private Optional<Response> kept(Key key) {
        var found = database.one("""
                        SELECT request_hash, leased_until <= UTC_TIMESTAMP(3) AS is_over,
                            status, content_type, location, body
                        FROM idempotency_keys
                        WHERE user_id = ? AND idem_key = ?
                        """, IdempotencyKeys::read, key.userId, key.text);
        if (found.isEmpty()) return reserve(key); // freed in this very moment
        if (!found.get().requestHash.equals(key.requestHash)) {
            throw Problem.invalid("Idempotency-Key", "reused", "was sent before with another request");
        }
        if (found.get().response != null) return Optional.of(found.get().response);
        if (found.get().leaseIsOver && takeOver(key)) return Optional.empty();
        throw Problem.conflict("request-in-flight", "The same request is being worked on; ask again.")
                .with("Retry-After", "1");
    }

    private boolean takeOver(Key key) {
        return database.update("""
                        UPDATE idempotency_keys
                        SET lease = ?, leased_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
                        WHERE user_id = ? AND idem_key = ?
                            AND status IS NULL AND leased_until <= UTC_TIMESTAMP(3)
                        """, key.lease, LEASE_SECONDS, key.userId, key.text) == 1;
    }

    /** After a problem nothing was kept, and the same key may be tried again at once. */
    private void free(Key key) {
        try {
            database.update("""
                    DELETE FROM idempotency_keys
                    WHERE user_id = ? AND idem_key = ? AND lease = ? AND status IS NULL
                    """, key.userId, key.text, key.lease);
        } catch (RuntimeException e) {
            // What went wrong before is what counts. The key is free when its lease is over.
        }
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(row.getString("request_hash"), row.getBoolean("is_over"), response(row));
    }

    private static Response response(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        if (row.wasNull()) return null;
        var response = Response.raw(status, row.getString("content_type"), row.getBytes("body"));
        var location = row.getString("location");
        return location == null ? response : response.with("Location", location);
    }
}
