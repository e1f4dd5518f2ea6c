package nontonyuk.common.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Durations of {@link Metrics}, sorted into buckets, for each combination of label values. */
public final class Histogram implements Metrics.Samples {
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    private final List<String> labelNames;
    private final Map<List<String>, Counts> counts = new ConcurrentHashMap<>();

    Histogram(List<String> labelNames) {
        this.labelNames = labelNames;
    }

    /** One duration in nanoseconds, for these label values in the order of their names. */
    public void observe(long nanoseconds, String... labelValues) {
        counts.computeIfAbsent(Metrics.checked(labelNames, labelValues), values -> new Counts())
                .add(nanoseconds);
    }

    @Override
    public String type() {
        return "histogram";
    }

    @Override
    public List<String> labelNames() {
        return labelNames;
    }

    @Override
    public void writeTo(Metrics.Text text) {
        counts.forEach((values, count) -> count.writeTo(text, values));
    }

    private static final class Counts {
        private final LongAdder[] buckets = new LongAdder[BUCKETS.length + 1]; // the last: longer
        private final LongAdder nanoseconds = new LongAdder();

        Counts() {
            for (int i = 0; i < buckets.length; i++) buckets[i] = new LongAdder();
        }

        void add(long duration) {
            int i = 0;
            while (i < BUCKETS.length && duration > BUCKETS[i] * 1e9) i++;
            buckets[i].increment();
            nanoseconds.add(duration);
        }

        /** Each bucket holds those before it as well, and the last is the count of all. */
        void writeTo(Metrics.Text text, List<String> values) {
            long sum = 0;
            for (int i = 0; i < buckets.length; i++) {
                sum += buckets[i].sum();
                var bound = i < BUCKETS.length ? Double.toString(BUCKETS[i]) : "+Inf";
                text.line("_bucket", values, sum, "le", bound);
            }
            text.line("_sum", values, nanoseconds.sum() / 1e9);
            text.line("_count", values, sum);
        }
    }
}
