package nontonyuk.common.metrics;

import java.util.List;

/** Writes metrics in the text format 0.0.4 of Prometheus. */
final class MetricsText {
    private final StringBuilder written = new StringBuilder();
    private String name;
    private List<String> labelNames;

    /** Begins a metric; the lines that follow are its samples. */
    void begin(String metric, String help, String type, List<String> labels) {
        name = metric;
        labelNames = labels;
        var escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
        written.append("# HELP ").append(name).append(' ').append(escaped).append('\n');
        written.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Writes one sample; {@code extra} is one more label with its value, such as {@code "le", "0.5"}. */
    void line(String suffix, List<String> labelValues, double value, String... extra) {
        written.append(name).append(suffix);
        if (!labelValues.isEmpty() || extra.length > 0) {
            written.append('{');
            for (int i = 0; i < labelValues.size(); i++) label(labelNames.get(i), labelValues.get(i));
            if (extra.length > 0) label(extra[0], extra[1]);
            written.setCharAt(written.length() - 1, '}'); // in place of the last comma
        }
        written.append(' ').append(number(value)).append('\n');
    }

    private void label(String label, String value) {
        var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        written.append(label).append("=\"").append(escaped).append("\",");
    }

    private static String number(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
