package nontonyuk.common.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What this service has done for one trace, within bounds. */
public final class RecordedTrace {
    private static final int MAX_SPANS = 200;
    private static final int MAX_LINES = 100;
    private static final int MAX_LINE = 500;

    private final String id;
    private final List<Span> spans = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger all;
    private int leftOut;
    private boolean isForgotten;

    /** {@code all} counts the spans of all traces. */
    RecordedTrace(String id, AtomicInteger all) {
        this.id = id;
        this.all = all;
    }

    synchronized Span add(Span span) {
        if (spans.size() == MAX_SPANS) {
            leftOut++;
        } else {
            spans.add(span);
            if (!isForgotten) all.incrementAndGet();
        }
        return span;
    }

    /** Takes its spans out of the count; a request that still runs counts no more. */
    synchronized void forget() {
        isForgotten = true;
        all.addAndGet(-spans.size());
    }

    synchronized void log(String line) {
        if (lines.size() < MAX_LINES) lines.add(line.substring(0, Math.min(line.length(), MAX_LINE)));
    }

    synchronized int size() {
        return spans.size();
    }

    /** A trace as JSON shows it; {@code leftOut} counts the spans beyond the first 200. */
    public record View(String traceId, List<Span.View> spans, List<String> lines, int leftOut) {}

    public synchronized View view() {
        return new View(id, spans.stream().map(Span::view).toList(), List.copyOf(lines), leftOut);
    }

    /** The first span, which is a request. */
    public synchronized Span.View first() {
        return spans.get(0).view();
    }

    public String id() {
        return id;
    }
}
