package nontonyuk.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import nontonyuk.common.Hmac;
import nontonyuk.common.Sha256;

/** A secret of 256 random bits in base64url. A client sends it to get its next access token. */
record RefreshToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final int BYTES = 32;

    static RefreshToken random() {
        return new RefreshToken(randomText(BYTES));
    }

    static String randomText(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return base64url(random);
    }

    /**
     * The successor of this token: the same for the same seed. The database stores only the seed, and a thief can't
     * compute the successor from that.
     */
    RefreshToken next(String seed) {
        return new RefreshToken(base64url(new Hmac(text).sign(seed.getBytes(UTF_8))));
    }

    /** The form that the database stores. A secret of this length needs no salt and no slow hash. */
    String hash() {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "a refresh token";
    }
}
