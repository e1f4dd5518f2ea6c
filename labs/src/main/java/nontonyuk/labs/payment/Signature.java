package nontonyuk.labs.payment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows that a callback comes from whoever knows the secret, and when it was sent. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    Signature(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The header: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">}. */
    String of(byte[] body, long unixSeconds) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((unixSeconds + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(hmac(signed.toByteArray()));
    }

    private byte[] hmac(byte[] signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
