package nontonyuk.common.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * The metrics of a service, and the page where Prometheus reads them (text format 0.0.4).
 *
 * <p>Counting takes no lock. Each combination of label values stays in memory, so a label value must never come from a
 * request. Use the route's pattern, not the path.
 */
public final class Metrics {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();

    private record Metric(String help, Samples<?> samples) {}

    /** A number that only grows; its name ends in {@code _total}. A second call returns the same counter. */
    public Counter counter(String name, String help, String... labelNames) {
        return add(name, help, new Counter(List.of(labelNames)));
    }

    /** Durations in buckets from 5 ms to 5 s; its unit is the second. A second call returns the same histogram. */
    public Histogram histogram(String name, String help, String... labelNames) {
        return add(name, help, new Histogram(List.of(labelNames)));
    }

    /**
     * A number that goes up and down; the page calls {@code value} each time it is read. Each label name is followed by
     * its value. A second call with the same name adds a line with other label values.
     */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        if (labels.length % 2 != 0) throw new IllegalArgumentException("give a value after each label name");
        add(name, help, new Gauge(everySecond(0, labels))).put(everySecond(1, labels), value);
    }

    /** Removes the line of something that is gone. Without such a line it does nothing. */
    public void removeGauge(String name, String... labels) {
        var metric = metrics.get(name);
        if (metric != null) metric.samples().remove(everySecond(1, labels));
    }

    private static List<String> everySecond(int first, String... labels) {
        return IntStream.range(0, labels.length / 2)
                .mapToObj(i -> labels[2 * i + first])
                .toList();
    }

    private static final class Gauge extends Samples<DoubleSupplier> {
        Gauge(List<String> labelNames) {
            super("gauge", labelNames);
        }

        @Override
        void write(MetricsText text, List<String> labelValues, DoubleSupplier value) {
            text.line("", labelValues, value.getAsDouble());
        }
    }

    @SuppressWarnings("unchecked") // the same type of metric means the same class
    private <T extends Samples<?>> T add(String name, String help, T created) {
        if (!isName(name) || !created.labelNames.stream().allMatch(Metrics::isName))
            throw new IllegalArgumentException("not a valid name for a metric or a label: " + name);
        var known =
                metrics.computeIfAbsent(name, key -> new Metric(help, created)).samples();
        if (!known.type.equals(created.type) || !known.labelNames.equals(created.labelNames))
            throw new IllegalArgumentException(name + " exists with another type or other labels");
        return (T) known;
    }

    private static boolean isName(String name) {
        return name.matches("[a-z][a-z0-9_]*");
    }

    /** The page with the current values. */
    public String render() {
        var text = new MetricsText();
        metrics.forEach((name, metric) -> {
            var samples = metric.samples();
            text.begin(name, metric.help(), samples.type, samples.labelNames);
            samples.writeTo(text);
        });
        return text.toString();
    }
}
