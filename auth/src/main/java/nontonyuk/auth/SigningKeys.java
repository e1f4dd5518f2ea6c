package nontonyuk.auth;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.Dependency;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.TokenVerifier;

/**
 * The keys behind the tokens. They live in the database and nowhere else: each time they are looked up there, so that
 * all instances use the same ones, also right after a change.
 */
final class SigningKeys implements TokenVerifier.Keys, Dependency {
    /** How long others may keep the public keys; {@link KeyRotation#WAIT} covers it. */
    static final Duration CACHE = Duration.ofMinutes(5);

    private final Database database;
    private final KeyRotation rotation;

    SigningKeys(Database database, KeyRotation rotation) {
        this.database = database;
        this.rotation = rotation;
    }

    /** The private half, which signs. */
    record SigningKey(String kid, RSAPrivateKey key) {
        static SigningKey read(ResultSet row) throws SQLException {
            return new SigningKey(row.getString("kid"), RsaKeys.privateKey(row.getString("private_key")));
        }
    }

    /**
     * The key that signs: the newest of those that everybody has had time to fetch. Where there is none, it is the
     * oldest, which most have by now.
     */
    SigningKey current() {
        var current = database.one("""
                        SELECT kid, private_key,
                               CASE WHEN made_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
                                    THEN made_at END AS known_since
                        FROM signing_keys
                        WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                        ORDER BY known_since DESC, made_at
                        LIMIT 1""", SigningKey::read, KeyRotation.WAIT.toSeconds());
        if (current.isPresent()) return current.get();
        rotation.make();
        return current();
    }

    private record PublicKey(String kid, RSAPublicKey key) {
        static PublicKey read(ResultSet row) throws SQLException {
            return new PublicKey(row.getString("kid"), RsaKeys.publicKey(row.getString("public_key")));
        }

        Jwk jwk() {
            return Jwk.of(kid, key);
        }
    }

    private List<PublicKey> notRetired() {
        return database.list("""
                SELECT kid, public_key
                FROM signing_keys
                WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                ORDER BY made_at DESC, kid""", PublicKey::read);
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
        return Response.raw(200, "application/json", Json.write(set))
                .with("Cache-Control", "public, max-age=" + CACHE.toSeconds());
    }

    @Override
    public String name() {
        return "signing keys";
    }

    Response rotate(Request request) {
        return rotation.rotate();
    }

    @Override
    public void probe() {
        rotation.lookAfterKeys();
    }
}
