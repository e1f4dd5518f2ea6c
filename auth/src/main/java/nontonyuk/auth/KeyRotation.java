package nontonyuk.auth;

import java.security.KeyPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Makes the signing keys, and puts the next one in the place of one that is old. For a while both are there: the next
 * one is published at once and signs when everybody has had time to fetch it, and the old one stays published until its
 * last token has expired. So no good token is ever refused on account of a change.
 */
final class KeyRotation {
    /**
     * How long a key is published before it signs: longer than caches may keep the old set ({@link SigningKeys#CACHE})
     * and the half minute after which RemoteKeys fetches it anew.
     */
    static final Duration WAIT = Duration.ofMinutes(6);

    private static final System.Logger LOG = System.getLogger("keys");
    private static final Duration CLOCKS = Duration.ofMinutes(1); // how far they may differ

    private final Database database;
    private final int days;
    private final Duration tokenLife;

    /** A key is replaced after so many days; {@code tokenLife} is that of the tokens it signs. */
    KeyRotation(Database database, int days, Duration tokenLife) {
        this.database = database;
        this.days = days;
        this.tokenLife = tokenLife;
    }

    /** The newest key: published, but it need not sign yet. */
    private record LatestKey(String kid, Instant madeAt, Instant signsFrom) {
        static LatestKey read(ResultSet row) throws SQLException {
            var madeAt = row.getTimestamp("made_at").toInstant();
            return new LatestKey(row.getString("kid"), madeAt, madeAt.plus(WAIT));
        }
    }

    private Optional<LatestKey> latest() {
        return database.one("""
                SELECT kid, made_at
                FROM signing_keys
                WHERE retired_at IS NULL""", LatestKey::read);
    }

    private record Age(String kid, boolean isOld) {
        static Age read(ResultSet row) throws SQLException {
            return new Age(row.getString("kid"), row.getBoolean("is_old"));
        }
    }

    /** Makes the first key, and the next one when the latest is old or was told to retire. */
    void lookAfterKeys() {
        var latest = database.one("""
                        SELECT kid, made_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY AS is_old
                        FROM signing_keys
                        WHERE retired_at IS NULL""", Age::read, days);
        if (latest.isEmpty()) make();
        latest.filter(Age::isOld).ifPresent(key -> replace(key.kid()));
    }

    /** Makes the next key now, whatever the age of the latest. */
    Response rotate() {
        latest().ifPresent(key -> replace(key.kid()));
        var next = latest().orElseThrow(() -> Problem.unavailable("no-key", "There is no signing key yet.", 1));
        return Response.ok("The next key is published", next);
    }

    void make() {
        var pair = RsaKeys.make();
        try {
            database.transaction(transaction -> add(transaction, pair));
        } catch (Database.Duplicate e) {
            // Another instance was first, and its key is ours too.
        }
    }

    private static String add(Transaction transaction, KeyPair pair) {
        var kid = UUID.randomUUID().toString();
        transaction.update("""
                INSERT INTO signing_keys (kid, private_key, public_key, made_at)
                VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", kid, RsaKeys.text(pair.getPrivate()), RsaKeys.text(pair.getPublic()));
        LOG.log(System.Logger.Level.INFO, "made the signing key {0}", kid);
        return kid;
    }

    /**
     * Makes the next key, and lets the latest one go when the last token that it signs will have expired: one that it
     * signs today, or one from when {@code TOKEN_MINUTES} was higher, which the sessions know. Of two who want that at
     * once, the second finds it done.
     */
    private void replace(String kid) {
        var pair = RsaKeys.make();
        database.transaction(transaction -> {
            int retired = transaction.update("""
                                    UPDATE signing_keys
                                    SET retired_at = GREATEST(
                                            UTC_TIMESTAMP(3) + INTERVAL ? SECOND,
                                            (SELECT COALESCE(MAX(access_until), UTC_TIMESTAMP(3))
                                             FROM sessions)) + INTERVAL ? SECOND
                                    WHERE kid = ?
                                      AND retired_at IS NULL""", WAIT.plus(tokenLife).toSeconds(), CLOCKS.toSeconds(), kid);
            return retired == 0 ? kid : add(transaction, pair);
        });
    }
}
