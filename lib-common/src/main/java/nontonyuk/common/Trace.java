package nontonyuk.common;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id that a request carries through all services (W3C Trace Context, level 1). One {@code grep} for it in the logs
 * of all services shows the whole way of the request.
 *
 * <p>{@code id} is 32 hexadecimal digits and belongs to the thread of the request. {@code isRequested} is false for the
 * work of a timer.
 */
public record Trace(String id, boolean isRequested) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Trace NONE = new Trace("-", false);
    private static final ThreadLocal<Trace> CURRENT = ThreadLocal.withInitial(() -> NONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The trace of this thread; without a request its id is a dash. */
    public static Trace current() {
        return CURRENT.get();
    }

    /** Continues the caller's trace, or starts a new one when {@code traceparent} is not well formed. */
    public static void begin(String traceparent) {
        var header = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        CURRENT.set(new Trace(header.matches() ? header.group(1) : random(16), true));
    }

    /** Starts a trace for work without a request, such as a timer's. */
    public static void begin() {
        CURRENT.set(new Trace(random(16), false));
    }

    public static void end() {
        CURRENT.remove();
    }

    /** The {@code traceparent} header for a call to the next service, with a new parent id. */
    public String traceparent() {
        return "00-" + (this == NONE ? random(16) : id) + "-" + random(8) + "-01";
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
