package nontonyuk.common.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A number that only grows, for each combination of label values. */
public final class Counter extends Samples<LongAdder> {
    Counter(List<String> labelNames) {
        super("counter", labelNames);
        if (labelNames.isEmpty()) put(List.of(), new LongAdder()); // without labels it starts at 0
    }

    /** Adds one for these label values, which have the order of the label names. */
    public void increment(String... labelValues) {
        value(LongAdder::new, labelValues).increment();
    }

    @Override
    void write(MetricsText text, List<String> labelValues, LongAdder count) {
        text.line("", labelValues, count.sum());
    }
}
