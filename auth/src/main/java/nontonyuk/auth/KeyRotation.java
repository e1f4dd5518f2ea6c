package nontonyuk.auth;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Generates the signing keys and replaces an old one by the next. The next key is published at once, and signs when all
 * services had time to fetch it. The old key stays published until its last token has expired. So a rotation makes no
 * valid token invalid.
 */
final class KeyRotation {
    /** How long other services may cache the public keys. */
    static final Duration CACHE = Duration.ofMinutes(5);

    /** How long a key is published before it signs: longer than the cache and the half minute between two fetches. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(6);

    private static final System.Logger LOG = System.getLogger("keys");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Database database;
    private final int days;
    private final Duration tokenLife;

    /** Replaces a key after {@code days}; its tokens are valid for {@code tokenLife}. */
    KeyRotation(Database database, int days, Duration tokenLife) {
        this.database = database;
        this.days = days;
        this.tokenLife = tokenLife;
    }

    /** The newest key. It is published, but may not sign yet. */
    private record LatestKey(String kid, Instant madeAt, Instant signsFrom) {}

    private Optional<LatestKey> latest() {
        return database.one("""
                SELECT kid, made_at
                FROM signing_keys
                WHERE retired_at IS NULL""", row -> {
            var madeAt = row.getTimestamp("made_at").toInstant();
            return new LatestKey(row.getString("kid"), madeAt, madeAt.plus(PUBLISHED_BEFORE));
        });
    }

    private record KeyAge(String kid, boolean isOld) {}

    /** Generates the first key, and the next one when the latest key is old or has a date of retirement. */
    void rotateIfDue() {
        var latest = database.one("""
                SELECT kid, made_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY AS is_old
                FROM signing_keys
                WHERE retired_at IS NULL""", row -> new KeyAge(row.getString("kid"), row.getBoolean("is_old")), days);
        if (latest.isEmpty()) generate();
        latest.filter(KeyAge::isOld).ifPresent(key -> replace(key.kid()));
    }

    /** Replaces the latest key now, even if it is not old. */
    Response rotate(Request request) {
        latest().ifPresent(key -> replace(key.kid()));
        var next = latest().orElseThrow(() -> Problem.unavailable("no-key", "There is no signing key yet.", 1));
        return Response.ok("The next key is published", next);
    }

    void generate() {
        var pair = RsaKeys.generate();
        try {
            database.transaction(transaction -> add(transaction, pair));
        } catch (Database.Duplicate e) {
            // Another instance has stored the first key, and this instance uses it.
        }
    }

    private static String add(Transaction transaction, KeyPair pair) {
        var kid = UUID.randomUUID().toString();
        transaction.update("""
                INSERT INTO signing_keys (kid, private_key, public_key, made_at)
                VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", kid, RsaKeys.text(pair.getPrivate()), RsaKeys.text(pair.getPublic()));
        LOG.log(System.Logger.Level.INFO, "generated the signing key {0}", kid);
        return kid;
    }

    /**
     * Stores the next key, and sets the latest key's retirement to the expiry of its last token. That token is signed
     * soon, or was signed under a higher {@code TOKEN_MINUTES}; the sessions know the time. The UPDATE changes no row
     * if another instance has replaced the key.
     */
    private void replace(String kid) {
        var pair = RsaKeys.generate();
        database.transaction(transaction -> {
            int retired =
                    transaction.update("""
                                    UPDATE signing_keys
                                    SET retired_at = GREATEST(
                                            UTC_TIMESTAMP(3) + INTERVAL ? SECOND,
                                            (SELECT COALESCE(MAX(access_until), UTC_TIMESTAMP(3))
                                             FROM sessions)) + INTERVAL ? SECOND
                                    WHERE kid = ?
                                      AND retired_at IS NULL""", PUBLISHED_BEFORE.plus(tokenLife).toSeconds(), CLOCK_SKEW.toSeconds(), kid);
            return retired == 0 ? kid : add(transaction, pair);
        });
    }
}
