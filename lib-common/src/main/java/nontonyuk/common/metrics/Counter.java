package nontonyuk.common.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A number of {@link Metrics} that only grows, one for each combination of label values. */
public final class Counter implements Metrics.Samples {
    private final List<String> labelNames;
    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

    Counter(List<String> labelNames) {
        this.labelNames = labelNames;
        if (labelNames.isEmpty()) counts.put(List.of(), new LongAdder()); // known from the start: 0
    }

    /** One more, for these label values in the order of their names. */
    public void increment(String... labelValues) {
        counts.computeIfAbsent(Metrics.checked(labelNames, labelValues), values -> new LongAdder())
                .increment();
    }

    @Override
    public String type() {
        return "counter";
    }

    @Override
    public List<String> labelNames() {
        return labelNames;
    }

    @Override
    public void writeTo(Metrics.Text text) {
        counts.forEach((values, count) -> text.line("", values, count.sum()));
    }
}
