package nontonyuk.common.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nontonyuk.common.access.Role;

/** Tokens like auth's, signed with a key that lives as long as the test run. */
public final class TestTokens {
    public static final String KEY_ID = "test-key";

    /** The session of every person's token. */
    public static final String SESSION = "test-session";

    /** Keys that no service takes for those of {@link #KEY_ID}. */
    public static final KeyPair OTHER_KEYS = newKeys();

    private static final KeyPair KEYS = newKeys();

    private TestTokens() {}

    /** A verifier that knows the test key. */
    public static TokenVerifier verifier() {
        return verifier(session -> false);
    }

    public static TokenVerifier verifier(TokenVerifier.Sessions sessions) {
        return new TokenVerifier(
                keyId -> keyId.equals(KEY_ID) ? Optional.of((RSAPublicKey) KEYS.getPublic()) : Optional.empty(),
                sessions);
    }

    public static String customer(long id) {
        return sign(claims(Long.toString(id), Role.CUSTOMER, TokenClaims.AUDIENCE));
    }

    /** A customer's token by {@link #OTHER_KEYS}, for a system that has them under this id. */
    public static String customer(long id, String keyId) {
        return sign(
                claims(Long.toString(id), Role.CUSTOMER, TokenClaims.AUDIENCE).withKeyId(keyId), OTHER_KEYS);
    }

    public static String staff(long id) {
        return sign(claims(Long.toString(id), Role.STAFF, TokenClaims.AUDIENCE));
    }

    public static String admin(long id) {
        return sign(claims(Long.toString(id), Role.ADMIN, TokenClaims.AUDIENCE));
    }

    public static String service(String name) {
        return sign(claims(name, Role.SERVICE, TokenClaims.INTERNAL_AUDIENCE));
    }

    public static String expired() {
        var then = Instant.now().minusSeconds(3600);
        return sign(claims("1", Role.ADMIN, TokenClaims.AUDIENCE).withExpiresAt(then));
    }

    /** An admin's token that another key signed. */
    public static String forged() {
        return sign(claims("1", Role.ADMIN, TokenClaims.AUDIENCE), OTHER_KEYS);
    }

    static JWTCreator.Builder claims(String subject, Role role, String audience) {
        var now = Instant.now();
        var claims = JWT.create()
                .withHeader(Map.of("typ", TokenForm.TYPE))
                .withKeyId(KEY_ID)
                .withIssuer(TokenClaims.ISSUER)
                .withAudience(audience)
                .withSubject(subject)
                .withIssuedAt(now)
                .withExpiresAt(now.plusSeconds(600))
                .withJWTId(UUID.randomUUID().toString())
                .withClaim("role", role.text());
        return role == Role.SERVICE ? claims : claims.withClaim("sid", SESSION);
    }

    static String sign(JWTCreator.Builder claims) {
        return sign(claims, KEYS);
    }

    /** Any JSON as header and claims, with a valid signature. */
    static String sign(String header, String claims) {
        try {
            var content = base64url(header.getBytes(UTF_8)) + "." + base64url(claims.getBytes(UTF_8));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return content + "." + base64url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static RSAPublicKey publicKey() {
        return (RSAPublicKey) KEYS.getPublic();
    }

    /** The key as auth publishes it, beside a key of another type. */
    public static String jwks() {
        var key = publicKey();
        return """
                {"keys": [
                  {"kty": "EC", "kid": "other", "crv": "P-256"},
                  {"kty": "RSA", "use": "sig", "kid": "test-key", "n": "%s", "e": "%s"}
                ]}""".formatted(
                        base64url(key.getModulus().toByteArray()),
                        base64url(key.getPublicExponent().toByteArray()));
    }

    private static String sign(JWTCreator.Builder claims, KeyPair keys) {
        return claims.sign(Algorithm.RSA256(null, (RSAPrivateKey) keys.getPrivate()));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024); // half of auth's length, and generated ten times faster
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
