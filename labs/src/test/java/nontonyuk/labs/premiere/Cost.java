package nontonyuk.labs.premiere;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import nontonyuk.labs.load.Load;
import nontonyuk.labs.load.Processors;
import nontonyuk.labs.load.Workload;

/**
 * What one request of a kind costs: its processor time in each part of the system, in milliseconds. The load came from
 * clients who sent the next request as soon as they had an answer.
 */
public record Cost(String what, Map<String, Double> milliseconds, Load.Result load) {
    private static final List<String> PARTS = List.of("gateway", "auth", "movie", "order", "payment", "database");

    public static final String HEADING = """
            | request | a second, on one core | processor time | gateway | auth | movie | order | payment | database |
            |---|---|---|---|---|---|---|---|---|
            """;

    public static Cost of(String what, Duration time, Supplier<HttpRequest> requests) {
        var before = Processors.used();
        var result = Load.closed(Workload.CLIENTS, time, requests);
        long count = Math.max(1, result.times().getTotalCount());
        var milliseconds = new TreeMap<String, Double>();
        Processors.used()
                .forEach((part, used) -> milliseconds.put(
                        part,
                        used.minus(before.getOrDefault(part, Duration.ZERO)).toNanos() / 1e6 / count));
        return new Cost(what, milliseconds, result);
    }

    /** In all parts together. */
    public double total() {
        return milliseconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double perSecond() {
        return load.perSecond();
    }

    /** The number of answers with a 2xx. */
    public long count() {
        return load.times().getTotalCount();
    }

    @Override
    public String toString() {
        var row = new StringBuilder("| %s | %.0f | %.2f ms |".formatted(what, perSecond(), total()));
        for (var part : PARTS) row.append(" %.2f |".formatted(in(part)));
        return row.toString();
    }

    private double in(String part) {
        return milliseconds.getOrDefault(part, 0.0);
    }

    private String failures() {
        return load.failures().isEmpty() ? "" : load.failures().toString();
    }

    /** A row about the rate. */
    public String rateRow() {
        return "| %s | %.0f | %.0f ms | %.2f ms | %.2f ms | %s |"
                .formatted(what, perSecond(), load.milliseconds(99), in("order"), in("database"), failures());
    }
}
