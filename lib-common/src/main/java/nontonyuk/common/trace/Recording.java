package nontonyuk.common.trace;

/** The spans of one request. Only the thread of the request uses it. */
final class Recording {
    private final RecordedTrace trace;
    private final Span request;
    private Span current;

    /** {@code parent} is the id of the caller's span, or {@code null}. */
    Recording(RecordedTrace trace, String parent, String name) {
        this.trace = trace;
        this.request = trace.add(new Span(this, null, parent, Span.Kind.REQUEST, name));
        this.current = request;
    }

    Span request() {
        return request;
    }

    Span current() {
        return current;
    }

    Span begin(Span.Kind kind, String name) {
        current = trace.add(new Span(this, current, current.id(), kind, name));
        return current;
    }

    void end(Span span) {
        if (span.outer() != null) current = span.outer();
    }

    void log(String line) {
        trace.log(line);
    }
}
