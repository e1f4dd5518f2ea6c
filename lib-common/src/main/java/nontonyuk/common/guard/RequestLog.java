package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.regex.Pattern;
import nontonyuk.common.StartPhase;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.trace.Span;
import nontonyuk.common.trace.Trace;

/** Measures one request, then logs it in one line and counts it in the metrics. */
public final class RequestLog {
    private static final System.Logger LOG = System.getLogger("http");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");
    private static final int MAX_LENGTH = 200;

    private final HttpExchange exchange;
    private final RequestMetrics metrics;
    private final long start = System.nanoTime();
    private String route = "unknown";
    private boolean isPolled;
    private Instant answered = Instant.now();

    public RequestLog(HttpExchange exchange, RequestMetrics metrics) {
        this.exchange = exchange;
        this.metrics = metrics;
    }

    /** Notes the route's pattern. A polled request is logged at DEBUG only. */
    public void matched(String pattern, boolean polled) {
        route = pattern;
        isPolled = polled;
        if (!polled) Trace.record(exchange.getRequestMethod(), pattern);
    }

    /** Notes the time before the answer leaves. So the lines of nested calls sort from the inside to the outside. */
    public <T> T timed(T answer) {
        answered = Instant.now();
        return answer;
    }

    public void end(int status) {
        end(Integer.toString(status), Integer.toString(status));
    }

    public void endWithoutAnswer() {
        end("none", "no answer");
    }

    public void endWithoutClient() {
        end("gone", "client went away");
    }

    private void end(String status, String outcome) {
        long duration = System.nanoTime() - start;
        Span.request().put("status", status).close();
        metrics.count(exchange.getRequestMethod(), route, status, duration);
        if (!isPolled) metrics.markUsed();
        var badLine = RequestGuard.badLine();
        var line = printable(exchange.getRequestMethod()) + " "
                + printable(exchange.getRequestURI().getRawPath());
        var request = badLine == null ? line : printable(badLine);
        LOG.log(level(status), request + " " + outcome + " " + duration / 1_000_000 + " ms", answered);
    }

    /** A failure of the server is a WARNING. */
    private System.Logger.Level level(String status) {
        if (isPolled) return System.Logger.Level.DEBUG;
        return status.startsWith("5") || status.equals("none") ? StartPhase.level() : System.Logger.Level.INFO;
    }

    /** Keeps a client's text on one short line of the log. */
    private static String printable(String text) {
        if (text == null) return "-";
        var visible = UNPRINTABLE.matcher(text).replaceAll("?");
        return visible.length() <= MAX_LENGTH ? visible : visible.substring(0, MAX_LENGTH) + "...";
    }
}
