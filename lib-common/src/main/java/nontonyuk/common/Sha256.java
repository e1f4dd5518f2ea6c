package nontonyuk.common;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4): a fingerprint that shows a change but not the content. */
public final class Sha256 {
    private Sha256() {}

    /** The digest of the parts, one after the other: 64 hexadecimal digits in lower case. */
    public static String hex(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) digest.update(part);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has this algorithm
        }
    }
}
