package nontonyuk.common.trace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One step of a request, such as an SQL statement. It begins and ends on the thread of the request. Without X-ray it
 * records nothing, and costs nothing.
 */
public final class Span implements AutoCloseable {
    /** What kinds of steps there are. */
    public enum Kind {
        REQUEST,
        CALL,
        SQL,
        WAIT,
        TOKEN,
        BCRYPT
    }

    static final Span NONE = new Span(null, null, null, null, null);

    private final Recording recording;
    private final Span outer;
    private final String parent;
    private final String id =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1); // never zero
    private final Kind kind;
    private final String name;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private Long nanos;

    /** {@code outer} is the step around this one; a request has the span of its caller as its {@code parent}. */
    Span(Recording recording, Span outer, String parent, Kind kind, String name) {
        this.recording = recording;
        this.outer = outer;
        this.parent = parent;
        this.kind = kind;
        this.name = name;
    }

    /** A step inside the present one. Close it in a try statement. */
    public static Span begin(Kind kind, String name) {
        var recording = Trace.current().recording();
        return recording == null ? NONE : recording.begin(kind, name);
    }

    /** The request of this thread. */
    public static Span request() {
        var recording = Trace.current().recording();
        return recording == null ? NONE : recording.request();
    }

    /** Adds what is known of the step: no value that belongs to a person, and none of a statement. */
    public Span put(String key, Object value) {
        if (recording != null) {
            synchronized (values) {
                values.put(key, value);
            }
        }
        return this;
    }

    @Override
    public void close() {
        if (recording == null) return;
        synchronized (values) {
            nanos = System.nanoTime() - startNanos;
        }
        recording.end(this);
    }

    String id() {
        return id;
    }

    Span outer() {
        return outer;
    }

    /**
     * A span as JSON shows it.
     *
     * @param startUs microseconds since 1970, by the clock of this service
     * @param durationUs microseconds, or {@code null} while the step runs
     */
    public record View(
            String id,
            String parent,
            String kind,
            String name,
            long startUs,
            Long durationUs,
            Map<String, Object> values) {}

    View view() {
        synchronized (values) {
            var word = kind.name().toLowerCase(Locale.ROOT);
            long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, start);
            var durationUs = nanos == null ? null : nanos / 1_000;
            return new View(id, parent, word, name, startUs, durationUs, new LinkedHashMap<>(values));
        }
    }
}
