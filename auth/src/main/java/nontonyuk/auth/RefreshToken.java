package nontonyuk.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of 256 bits that its owner shows to stay logged in, in base64url. */
record RefreshToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static RefreshToken random() {
        return new RefreshToken(randomText(BYTES));
    }

    /** So many random bytes in base64url. */
    static String randomText(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return base64url(random);
    }

    static String seed() {
        return randomText(BYTES);
    }

    /**
     * The token after this one. The seed alone, which the database keeps, tells nobody what it is; with this token it
     * can be computed again, and is the same each time.
     */
    RefreshToken next(String seed) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
            return new RefreshToken(base64url(hmac.doFinal(seed.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the database knows it by. A secret this long needs neither salt nor a slow hash. */
    String hash() {
        return Sha256.of(text);
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A record would print its secret. */
    @Override
    public String toString() {
        return "a refresh token";
    }
}
