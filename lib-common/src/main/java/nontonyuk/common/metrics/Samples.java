package nontonyuk.common.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The samples of one metric: a value of type {@code V} for each combination of label values. */
abstract class Samples<V> {
    /** {@code counter}, {@code gauge} or {@code histogram}. */
    final String type;

    final List<String> labelNames;
    private final Map<List<String>, V> values = new ConcurrentHashMap<>();

    Samples(String type, List<String> labelNames) {
        this.type = type;
        this.labelNames = labelNames;
    }

    /** The value for these label values; the first call for them creates it. */
    final V value(Supplier<V> initial, String... labelValues) {
        if (labelValues.length != labelNames.size())
            throw new IllegalArgumentException("give one value for each label of " + labelNames);
        return values.computeIfAbsent(Arrays.asList(labelValues), key -> initial.get());
    }

    final void put(List<String> labelValues, V value) {
        values.put(labelValues, value);
    }

    final void remove(List<String> labelValues) {
        values.remove(labelValues);
    }

    final void writeTo(MetricsText text) {
        values.forEach((labelValues, value) -> write(text, labelValues, value));
    }

    abstract void write(MetricsText text, List<String> labelValues, V value);
}
