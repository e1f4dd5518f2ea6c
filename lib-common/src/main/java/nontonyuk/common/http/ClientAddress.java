package nontonyuk.common.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a request that came through the gateway began. The gateway says it in a header that nobody else can write: the
 * address, the minute, and an HMAC-SHA256 (RFC 2104) over both by a secret that the two share.
 *
 * <p>A header that was overheard is good for two minutes at most, and for the address that it names alone. Where the
 * clocks of both machines differ by more than a minute none is believed.
 */
public final class ClientAddress {
    public static final String HEADER = "Client-Address";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final LongSupplier millis;

    public ClientAddress(String secret) {
        this(secret, System::currentTimeMillis);
    }

    ClientAddress(String secret, LongSupplier millis) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
        this.millis = millis;
    }

    /** For the gateway: the header's value for a request from that address. */
    public String vouchFor(String address) {
        return signed(address, minute());
    }

    /** The address that the gateway vouches for; without its word, that of the connection. */
    public String of(Request request) {
        return request.header(HEADER).map(this::believed).orElseGet(request::clientAddress);
    }

    private String believed(String header) {
        var address = header.split(";", 2)[0];
        for (long minute = minute() - 1; minute <= minute() + 1; minute++) {
            if (isSame(header, signed(address, minute))) return address;
        }
        return null;
    }

    private long minute() {
        return millis.getAsLong() / 60_000;
    }

    private String signed(String address, long minute) {
        var said = address + ";" + minute;
        return said + ";" + code(HEADER + ": " + said);
    }

    private String code(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** equals() would stop at the first wrong letter, and its time would tell how many are right. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
