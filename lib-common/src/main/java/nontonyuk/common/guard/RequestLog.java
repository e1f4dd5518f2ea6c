package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.util.regex.Pattern;
import nontonyuk.common.metrics.RequestMetrics;

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

    public RequestLog(HttpExchange exchange, RequestMetrics metrics) {
        this.exchange = exchange;
        this.metrics = metrics;
    }

    /** Notes the route's pattern. A polled request is logged at DEBUG only. */
    public void matched(String pattern, boolean polled) {
        route = pattern;
        isPolled = polled;
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
        metrics.count(exchange.getRequestMethod(), route, status, duration);
        if (!isPolled) metrics.markUsed();
        LOG.log(
                isPolled ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
                "{0} {1} {2} {3} ms",
                printable(exchange.getRequestMethod()),
                printable(exchange.getRequestURI().getRawPath()),
                outcome,
                Long.toString(duration / 1_000_000));
    }

    /** Keeps a client's text on one short line of the log. */
    private static String printable(String text) {
        if (text == null) return "-";
        var visible = UNPRINTABLE.matcher(text).replaceAll("?");
        return visible.length() <= MAX_LENGTH ? visible : visible.substring(0, MAX_LENGTH) + "...";
    }
}
