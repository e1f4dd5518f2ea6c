package nontonyuk.common.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Durations sorted into buckets, for each combination of label values. */
public final class Histogram extends Samples<Histogram.Counts> {
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    Histogram(List<String> labelNames) {
        super("histogram", labelNames);
    }

    /** Adds one duration in nanoseconds for these label values, which have the order of the label names. */
    public void observe(long nanoseconds, String... labelValues) {
        value(Counts::new, labelValues).add(nanoseconds);
    }

    /** Each bucket on the page includes the shorter ones, so the last one counts all durations. */
    @Override
    void write(MetricsText text, List<String> labelValues, Counts counts) {
        long sum = 0;
        for (int i = 0; i < counts.buckets.length; i++) {
            sum += counts.buckets[i].sum();
            var bound = i < BUCKETS.length ? Double.toString(BUCKETS[i]) : "+Inf";
            text.line("_bucket", labelValues, sum, "le", bound);
        }
        text.line("_sum", labelValues, counts.nanoseconds.sum() / 1e9);
        text.line("_count", labelValues, sum);
    }

    static final class Counts {
        private final LongAdder[] buckets = new LongAdder[BUCKETS.length + 1]; // the last: longer than all bounds
        private final LongAdder nanoseconds = new LongAdder();

        private Counts() {
            for (int i = 0; i < buckets.length; i++) buckets[i] = new LongAdder();
        }

        private void add(long duration) {
            int i = 0;
            while (i < BUCKETS.length && duration > BUCKETS[i] * 1e9) i++;
            buckets[i].increment();
            nanoseconds.add(duration);
        }
    }
}
