package nontonyuk.auth;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A public key as the world reads it (RFC 7517 §4, RFC 7518 §6.3.1). */
record Jwk(String kty, String use, String alg, String kid, String n, String e) {
    static Jwk of(String kid, RSAPublicKey key) {
        return new Jwk("RSA", "sig", "RS256", kid, base64url(key.getModulus()), base64url(key.getPublicExponent()));
    }

    private static String base64url(BigInteger number) {
        var bytes = number.toByteArray();
        // Java puts a zero byte before a number that would look negative; a JWK has no sign.
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
