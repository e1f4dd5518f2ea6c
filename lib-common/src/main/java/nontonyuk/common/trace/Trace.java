package nontonyuk.common.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id that a request carries through all services (W3C Trace Context, level 1). One {@code grep} for it in the logs
 * of all services shows the whole way of the request.
 *
 * <p>{@code id} is 32 hexadecimal digits and belongs to the thread of the request. {@code parent} is the id of the span
 * that called this service, or {@code null}. {@code isRequested} is false for the work of a timer. {@code isSampled} is
 * the caller's flag: X-ray shall record this request. {@code recording} is {@code null} where it records nothing.
 */
public record Trace(String id, String parent, boolean isRequested, boolean isSampled, Recording recording) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])");
    private static final Trace NONE = new Trace("-", null, false, true, null);
    private static final ThreadLocal<Trace> CURRENT = ThreadLocal.withInitial(() -> NONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The trace of this thread; without a request its id is a dash. */
    public static Trace current() {
        return CURRENT.get();
    }

    /** Continues the caller's trace, or starts a new one when {@code traceparent} is not well formed. */
    public static void begin(String traceparent) {
        var header = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        CURRENT.set(
                header.matches()
                        ? new Trace(header.group(1), header.group(2), true, isOdd(header.group(3)), null)
                        : new Trace(random(16), null, true, true, null));
    }

    /** Starts a trace for work without a request, such as a timer's. */
    public static void begin() {
        CURRENT.set(new Trace(random(16), null, false, true, null));
    }

    private static boolean isOdd(String digit) {
        return Character.digit(digit.charAt(0), 16) % 2 == 1;
    }

    /**
     * Names the request of this thread, which X-ray records from now on, where X-ray is on. The router calls it for
     * each route with this path, and the first call counts. What this service does not record, the next does not.
     */
    public static void record(String method, String route) {
        var trace = current();
        if (trace.recording != null || !trace.isSampled || !Traces.areKept()) return;
        var recording = Traces.record(trace, method + " " + route);
        CURRENT.set(new Trace(trace.id, trace.parent, trace.isRequested, recording != null, recording));
    }

    /** Keeps a line of the log with the request of this thread. */
    public static void log(CharSequence line) {
        var recording = current().recording;
        if (recording != null) recording.log(line.toString().strip());
    }

    public static void end() {
        CURRENT.remove();
    }

    /** The {@code traceparent} header for a call to the next service. Its parent id is the id of this thread's span. */
    public String traceparent() {
        var span = recording == null ? random(8) : recording.current().id();
        return "00-" + (this == NONE ? random(16) : id) + "-" + span + (isSampled ? "-01" : "-00");
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
