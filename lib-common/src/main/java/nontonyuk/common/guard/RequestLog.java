package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.util.regex.Pattern;
import nontonyuk.common.metrics.RequestMetrics;

/** One request, from its arrival to its line in the log and its place among the numbers. */
public final class RequestLog {
    private static final System.Logger LOG = System.getLogger("http");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

    private final HttpExchange exchange;
    private final RequestMetrics traffic;
    private final long start = System.nanoTime();
    private String route = "unknown";
    private boolean isPolled;

    public RequestLog(HttpExchange exchange, RequestMetrics traffic) {
        this.exchange = exchange;
        this.traffic = traffic;
    }

    /** Notes the route's pattern. A polled request is logged at DEBUG only. */
    public void matched(String pattern, boolean polled) {
        route = pattern;
        isPolled = polled;
    }

    public void end(int status) {
        end(Integer.toString(status), Integer.toString(status));
    }

    public void endWithoutClient() {
        end("gone", "client went away");
    }

    private void end(String status, String outcome) {
        long took = System.nanoTime() - start;
        traffic.count(exchange.getRequestMethod(), route, status, took);
        if (!isPolled) traffic.markUsed();
        LOG.log(
                isPolled ? System.Logger.Level.DEBUG : System.Logger.Level.INFO,
                "{0} {1} {2} {3} ms",
                printable(exchange.getRequestMethod()),
                printable(exchange.getRequestURI().getRawPath()),
                outcome,
                Long.toString(took / 1_000_000));
    }

    /** Whatever a client sends as its method or path, the log gets one short line of it. */
    private static String printable(String text) {
        if (text == null) return "-";
        var visible = UNPRINTABLE.matcher(text).replaceAll("?");
        return visible.length() <= 200 ? visible : visible.substring(0, 200) + "...";
    }
}
