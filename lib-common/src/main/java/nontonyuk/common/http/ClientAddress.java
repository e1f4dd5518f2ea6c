package nontonyuk.common.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.LongSupplier;
import nontonyuk.common.Hmac;

/**
 * The address of the client behind the gateway. The gateway sends it in a header that it signs: the address, the
 * minute, and an HMAC-SHA256 over both with a secret that both services share.
 *
 * <p>An attacker who copies the header can use it for at most two minutes and for this address only. The check fails if
 * the clocks of both machines differ by more than a minute.
 */
public final class ClientAddress {
    public static final String HEADER = "Client-Address";

    private final Hmac hmac;
    private final LongSupplier millis;

    public ClientAddress(String secret) {
        this(secret, System::currentTimeMillis);
    }

    ClientAddress(String secret, LongSupplier millis) {
        this.hmac = new Hmac(secret);
        this.millis = millis;
    }

    /** For the gateway: the header's value for a request from this address. */
    public String headerFor(String address) {
        return signed(address, minute());
    }

    /** The address in the header if its signature is good, otherwise the address of the connection. */
    public String of(Request request) {
        return request.header(HEADER).map(this::verified).orElseGet(request::clientAddress);
    }

    private String verified(String header) {
        var address = header.split(";", 2)[0];
        for (long minute = minute() - 1; minute <= minute() + 1; minute++) {
            if (Hmac.isSame(signed(address, minute).getBytes(UTF_8), header.getBytes(UTF_8))) return address;
        }
        return null;
    }

    private long minute() {
        return millis.getAsLong() / 60_000;
    }

    private String signed(String address, long minute) {
        var text = address + ";" + minute;
        var signature = hmac.sign((HEADER + ": " + text).getBytes(UTF_8));
        return text + ";" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
