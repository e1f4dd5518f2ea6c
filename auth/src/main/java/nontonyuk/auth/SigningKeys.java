package nontonyuk.auth;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nontonyuk.common.Database;
import nontonyuk.common.Dependency;
import nontonyuk.common.Json;
import nontonyuk.common.Request;
import nontonyuk.common.Response;
import nontonyuk.common.TokenVerifier;

/**
 * The keys behind the tokens. They live in the database and nowhere else: each time they are looked
 * up there, so that all instances use the same ones, also right after a change.
 */
final class SigningKeys implements TokenVerifier.Keys, Dependency {
    private static final System.Logger LOG = System.getLogger("keys");

    private final Database database;

    SigningKeys(Database database) {
        this.database = database;
    }

    /** The private half, which signs. */
    record SigningKey(String kid, RSAPrivateKey key) {
        static SigningKey read(ResultSet row) throws SQLException {
            return new SigningKey(
                    row.getString("kid"), RsaKeys.privateKey(row.getString("private_key")));
        }
    }

    /**
     * The key that signs: the newest that everybody has had time to fetch, or the newest of all
     * where none is that old.
     */
    SigningKey current() {
        var current =
                database.one(
                        """
                        SELECT kid, private_key
                        FROM signing_keys
                        WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                        ORDER BY made_at < UTC_TIMESTAMP(3) - INTERVAL 6 MINUTE DESC, made_at DESC
                        LIMIT 1""",
                        SigningKey::read);
        if (current.isPresent()) return current.get();
        make();
        return current();
    }

    private void make() {
        var pair = RsaKeys.make();
        var kid = UUID.randomUUID().toString();
        try {
            database.update(
                    """
                    INSERT INTO signing_keys (kid, private_key, public_key, made_at)
                    VALUES (?, ?, ?, UTC_TIMESTAMP(3))""",
                    kid,
                    RsaKeys.text(pair.getPrivate()),
                    RsaKeys.text(pair.getPublic()));
            LOG.log(System.Logger.Level.INFO, "made the signing key {0}", kid);
        } catch (Database.Duplicate e) {
            // Another instance was first, and its key is ours too.
        }
    }

    private record PublicKey(String kid, RSAPublicKey key) {
        static PublicKey read(ResultSet row) throws SQLException {
            return new PublicKey(
                    row.getString("kid"), RsaKeys.publicKey(row.getString("public_key")));
        }

        Jwk jwk() {
            return Jwk.of(kid, key);
        }
    }

    private List<PublicKey> notRetired() {
        return database.list(
                """
                SELECT kid, public_key
                FROM signing_keys
                WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                ORDER BY made_at DESC, kid""",
                PublicKey::read);
    }

    @Override
    public Optional<RSAPublicKey> find(String kid) {
        return notRetired().stream()
                .filter(key -> key.kid().equals(kid))
                .map(PublicKey::key)
                .findFirst();
    }

    private record JwkSet(List<Jwk> keys) {}

    /** The public halves as a JWK set (RFC 7517 §5), for whoever verifies our tokens. */
    Response publish(Request request) {
        current(); // so that there is one: an empty set would look like nothing to wait for
        var set = new JwkSet(notRetired().stream().map(PublicKey::jwk).toList());
        // Five minutes: less than a new key waits before it signs.
        return Response.raw(200, "application/json", Json.write(set))
                .with("Cache-Control", "public, max-age=300");
    }

    @Override
    public String name() {
        return "signing keys";
    }

    /** Makes the first key, and the next one as soon as the last is told when to retire. */
    @Override
    public void probe() {
        var latest =
                database.list(
                        """
                        SELECT kid
                        FROM signing_keys
                        WHERE retired_at IS NULL""",
                        row -> row.getString("kid"));
        if (latest.isEmpty()) make();
    }
}
