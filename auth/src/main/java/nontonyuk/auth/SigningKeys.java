package nontonyuk.auth;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nontonyuk.common.Dependency;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.TokenVerifier;

/**
 * The keys that sign the tokens. Each use reads them from the database, so all instances use the same keys, even just
 * after a rotation.
 */
final class SigningKeys implements TokenVerifier.Keys, Dependency {
    private final Database database;
    private final KeyRotation rotation;
    private final Map<String, RSAPublicKey> parsed = new ConcurrentHashMap<>();

    SigningKeys(Database database, KeyRotation rotation) {
        this.database = database;
        this.rotation = rotation;
    }

    record SigningKey(String kid, RSAPrivateKey key) {}

    /** The key that signs: the newest that all services had time to fetch, or else the oldest. */
    SigningKey current() {
        var current = database.one(
                """
                        SELECT kid, private_key,
                               CASE WHEN made_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
                                    THEN made_at END AS known_since
                        FROM signing_keys
                        WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                        ORDER BY known_since DESC, made_at
                        LIMIT 1""",
                row -> new SigningKey(row.getString("kid"), RsaKeys.privateKey(row.getString("private_key"))),
                KeyRotation.PUBLISHED_BEFORE.toSeconds());
        if (current.isPresent()) return current.get();
        rotation.generate();
        return current();
    }

    private record PublicKey(String kid, RSAPublicKey key) {
        Jwk jwk() {
            return new Jwk("RSA", "sig", "RS256", kid, base64url(key.getModulus()), base64url(key.getPublicExponent()));
        }

        private static String base64url(BigInteger number) {
            var bytes = number.toByteArray();
            // Java adds a zero byte as the sign of some numbers; a JWK has no sign.
            var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
        }
    }

    private List<PublicKey> notRetired() {
        return database.list(
                """
                SELECT kid, public_key
                FROM signing_keys
                WHERE retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3)
                ORDER BY made_at DESC, kid""", row -> new PublicKey(row.getString("kid"), RsaKeys.publicKey(row.getString("public_key"))));
    }

    /** Each call asks whether the key has retired. The key itself is parsed once. */
    @Override
    public Optional<RSAPublicKey> find(String kid) {
        return database.one("""
                        SELECT public_key
                        FROM signing_keys
                        WHERE kid = ?
                          AND (retired_at IS NULL OR retired_at > UTC_TIMESTAMP(3))""", row -> row.getString("public_key"), kid)
                .map(text -> parsed.computeIfAbsent(text, RsaKeys::publicKey));
    }

    /** A public key as JSON (RFC 7517 §4, RFC 7518 §6.3.1). */
    private record Jwk(String kty, String use, String alg, String kid, String n, String e) {}

    private record JwkSet(List<Jwk> keys) {}

    /** The public keys as a JWK set (RFC 7517 §5), for the services that verify tokens. */
    Response publish(Request request) {
        current(); // generates a key if there is none: the set is never empty
        var set = new JwkSet(notRetired().stream().map(PublicKey::jwk).toList());
        return Response.raw(200, "application/json", Json.write(set))
                .with("Cache-Control", "public, max-age=" + KeyRotation.CACHE.toSeconds());
    }

    @Override
    public String name() {
        return "signing keys";
    }

    Response rotate(Request request) {
        return rotation.rotate(request);
    }

    @Override
    public void probe() {
        rotation.rotateIfDue();
    }
}
