package nontonyuk.order.ticket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import nontonyuk.common.Hmac;
import nontonyuk.order.booking.Seat;

/**
 * The code on a ticket: order, seat and a signature, such as {@code 17.C4.Yk0…}.
 *
 * <p>HMAC is enough, because only this service makes and checks the code. An RS256 signature would have 342 characters
 * instead of 22, too many for a small QR code.
 */
public final class TicketCodes {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,18})\\.([A-Z][1-9]\\d?)\\.([A-Za-z0-9_-]{22})");

    /** Half of the HMAC, the shortest length that RFC 2104 §5 recommends. */
    private static final int SIGNATURE_BYTES = 16;

    private final Hmac hmac;

    public TicketCodes(String secret) {
        this.hmac = new Hmac(secret);
    }

    record Ticket(long orderId, Seat seat) {}

    String code(Ticket ticket) {
        var text = ticket.orderId + "." + ticket.seat;
        return text + "." + sign(text);
    }

    /** The ticket of a code with a valid signature. */
    Optional<Ticket> read(String code) {
        var parts = FORM.matcher(code);
        if (!parts.matches()) return Optional.empty();
        var expected = sign(parts.group(1) + "." + parts.group(2));
        if (!Hmac.isSame(bytes(expected), bytes(parts.group(3)))) return Optional.empty();
        return Optional.of(new Ticket(Long.parseLong(parts.group(1)), Seat.named(parts.group(2))));
    }

    private String sign(String text) {
        var signature = hmac.sign(bytes("ticket " + text));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signature, SIGNATURE_BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
