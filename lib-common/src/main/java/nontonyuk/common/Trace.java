package nontonyuk.common;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The number that a request carries through all services (W3C Trace Context, level 1), so that one {@code grep} over
 * their logs finds its whole way.
 *
 * <p>The {@code id} is 32 hexadecimal digits. It belongs to the thread that works on the request. {@code isRequested}
 * is false for a timer's work, for which nobody waits.
 */
public record Trace(String id, boolean isRequested) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Trace NONE = new Trace("-", false);
    private static final ThreadLocal<Trace> CURRENT = ThreadLocal.withInitial(() -> NONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The trace of this thread's request; outside of a request one whose id is a dash. */
    public static Trace current() {
        return CURRENT.get();
    }

    /** Goes on with the caller's trace where its {@code traceparent} is well formed, and starts one otherwise. */
    public static void begin(String traceparent) {
        var header = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        CURRENT.set(new Trace(header.matches() ? header.group(1) : random(16), true));
    }

    /** Work that no request asked for, such as a timer's, gets a trace of its own. */
    public static void begin() {
        CURRENT.set(new Trace(random(16), false));
    }

    public static void end() {
        CURRENT.remove();
    }

    /** The {@code traceparent} for a call to the next service, with a new parent id. */
    public String traceparent() {
        return "00-" + (this == NONE ? random(16) : id) + "-" + random(8) + "-01";
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
