package nontonyuk.order.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import nontonyuk.order.booking.Seat;
import nontonyuk.order.payment.Signature;

/**
 * The code on a ticket: order, seat and a signature, such as {@code 17.C4.Yk0…}.
 *
 * <p>It is signed by HMAC, not by the RS256 key of the tokens: only this service makes and checks it, so nobody needs a
 * public key, and a signature of 22 letters instead of 342 makes a picture that a phone's screen can show and a cheap
 * reader can read.
 */
public final class TicketCodes {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,18})\\.([A-Z][1-9]\\d?)\\.([A-Za-z0-9_-]{22})");

    /** Half of the HMAC, which is as short as RFC 2104 §5 recommends. */
    private static final int SIGNATURE_BYTES = 16;

    private final Signature signature;

    public TicketCodes(String secret) {
        this.signature = new Signature(secret);
    }

    /** What a code stands for. */
    record Ticket(long orderId, Seat seat) {}

    String code(Ticket ticket) {
        var text = ticket.orderId + "." + ticket.seat;
        return text + "." + sign(text);
    }

    /** The ticket of a code that we made, and nothing for any other text. */
    Optional<Ticket> read(String code) {
        var parts = FORM.matcher(code);
        if (!parts.matches()) return Optional.empty();
        var expected = sign(parts.group(1) + "." + parts.group(2));
        if (!MessageDigest.isEqual(bytes(expected), bytes(parts.group(3)))) return Optional.empty();
        return Optional.of(new Ticket(Long.parseLong(parts.group(1)), Seat.named(parts.group(2))));
    }

    private String sign(String text) {
        var whole = signature.of(bytes("ticket " + text));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, SIGNATURE_BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
