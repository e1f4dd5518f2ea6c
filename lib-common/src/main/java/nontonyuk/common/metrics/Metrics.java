package nontonyuk.common.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

/**
 * What a service counts about itself, and the page on which Prometheus reads it (text format 0.0.4).
 *
 * <p>Counting takes no lock. Each combination of label values is kept for good, so a value never comes out of a
 * request: a route's pattern, not its path.
 */
public final class Metrics {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, Family> families = new ConcurrentSkipListMap<>();

    /** One metric: its first lines on the page, and how its samples are written. */
    private record Family(String help, Samples samples) {}

    /** The values of one metric at this moment. */
    interface Samples {
        /** {@code counter}, {@code gauge} or {@code histogram}. */
        String type();

        List<String> labelNames();

        void writeTo(Text text);
    }

    /** A number that only grows; its name ends in {@code _total}. Asked for a second time, it is the same one. */
    public Counter counter(String name, String help, String... labelNames) {
        return add(name, help, new Counter(List.of(labelNames)));
    }

    /** How long something takes, sorted into buckets from 5 ms to 5 s; its unit is the second. */
    public Histogram histogram(String name, String help, String... labelNames) {
        return add(name, help, new Histogram(List.of(labelNames)));
    }

    /**
     * A number that goes up and down, asked for whenever the page is read. Called again with the same name it adds a
     * line with other label values.
     *
     * @param labels names and values in turn, such as {@code "service", "movie"}
     */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        if (labels.length % 2 != 0) throw new IllegalArgumentException("labels are names and values in turn");
        var names = new String[labels.length / 2];
        var values = new String[labels.length / 2];
        for (int i = 0; i < names.length; i++) {
            names[i] = labels[2 * i];
            values[i] = labels[2 * i + 1];
        }
        add(name, help, new Gauge(List.of(names))).lines.put(List.of(values), value);
    }

    @SuppressWarnings("unchecked") // the same type and labels mean the same class
    private <T extends Samples> T add(String name, String help, T fresh) {
        if (!name.matches("[a-z][a-z0-9_]*") || !validLabels(fresh.labelNames()))
            throw new IllegalArgumentException("no name for a metric: " + name);
        var known =
                families.computeIfAbsent(name, key -> new Family(help, fresh)).samples();
        if (!known.type().equals(fresh.type()) || !known.labelNames().equals(fresh.labelNames()))
            throw new IllegalArgumentException(name + " is already there, and another");
        return (T) known;
    }

    private static boolean validLabels(List<String> names) {
        return names.stream().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    /** The page as it stands now. */
    public String render() {
        var text = new Text();
        families.forEach((name, family) -> {
            text.begin(name, family.help(), family.samples());
            family.samples().writeTo(text);
        });
        return text.written.toString();
    }

    private record Gauge(List<String> labelNames, Map<List<String>, DoubleSupplier> lines) implements Samples {
        Gauge(List<String> labelNames) {
            this(labelNames, new ConcurrentHashMap<>());
        }

        @Override
        public String type() {
            return "gauge";
        }

        @Override
        public void writeTo(Text text) {
            lines.forEach((values, value) -> text.line("", values, value.getAsDouble()));
        }
    }

    /** The page while it is written. */
    static final class Text {
        private final StringBuilder written = new StringBuilder();
        private String name;
        private List<String> labelNames;

        private void begin(String metric, String help, Samples samples) {
            name = metric;
            labelNames = samples.labelNames();
            written.append("# HELP ").append(name).append(' ');
            written.append(help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
            written.append("# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(samples.type())
                    .append('\n');
        }

        /** A sample; {@code more} is one more label with its value, such as {@code "le", "0.5"}. */
        void line(String suffix, List<String> values, double value, String... more) {
            written.append(name).append(suffix);
            if (!values.isEmpty() || more.length > 0) {
                written.append('{');
                for (int i = 0; i < values.size(); i++) label(labelNames.get(i), values.get(i));
                if (more.length > 0) label(more[0], more[1]);
                written.setCharAt(written.length() - 1, '}'); // over the last comma
            }
            written.append(' ').append(number(value)).append('\n');
        }

        private void label(String label, String value) {
            var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            written.append(label).append("=\"").append(escaped).append("\",");
        }

        private static String number(double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** Label values for a metric; their number is the number of its label names. */
    static List<String> checked(List<String> names, String... values) {
        if (values.length == names.size()) return Arrays.asList(values);
        throw new IllegalArgumentException("wanted are values for " + names);
    }
}
