package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nontonyuk.labs.check.Report;
import nontonyuk.labs.check.Screen;
import nontonyuk.labs.check.Terminal;

/**
 * The text of a failure as a lab's {@code expect.txt} has it. The first line has the property and the code. All that
 * differs from run to run is a {@code #}.
 */
record Golden(String first, String text) {
    private static final List<String> LABELS = List.of("did", "saw", "expected", "came", "means", "look");

    /** A file that is missing expects nothing. */
    static Golden read(Path file) {
        try {
            var text = Files.exists(file) ? Files.readString(file) : "";
            var lines = text.strip().split("\\R", 2);
            return new Golden(lines[0].strip(), lines.length < 2 ? "" : lines[1].strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first failure of a report, as the student reads it. */
    static Golden of(Report report) {
        var failure = report.firstFailure().orElseThrow();
        var first = failure.property().id() + " " + failure.code();
        var screen = new Screen(new Terminal(true, false)).rest(report);
        var text = LABELS.stream()
                .map(label -> report.messages().text("label." + label))
                .flatMap(label -> part(label, screen).stream().map(content -> label + ": " + content))
                .collect(Collectors.joining("\n"));
        return new Golden(first, steady(text));
    }

    /** The lines below a label, joined. */
    private static List<String> part(String label, String screen) {
        var lines = screen.lines()
                .dropWhile(line -> !line.startsWith("  " + label + "  "))
                .toList();
        if (lines.isEmpty()) return List.of();
        var more = lines.stream().skip(1).takeWhile(line -> line.startsWith("    "));
        var content = Stream.concat(Stream.of(lines.get(0).substring(label.length() + 4)), more);
        return List.of(content.map(String::strip).collect(Collectors.joining(" ")));
    }

    /** Numbers, ids, seats and lists of them become one sign each. */
    static String steady(String text) {
        return text.replaceAll("\\b(?=[a-f]*[0-9])[0-9a-f]{6,}\\b", "#")
                .replaceAll("[0-9]+", "#")
                .replaceAll("\\b[A-Z]#", "#")
                .replaceAll("#(,? #)+(,? …)?", "#");
    }

    /** Blanks do not count, and neither does what differs from run to run. */
    boolean hasTextOf(Golden other) {
        return steady(text).replaceAll("\\s+", " ").equals(steady(other.text).replaceAll("\\s+", " "));
    }

    void write(Path file) {
        AtomicFile.write(file, (first + "\n\n" + text + "\n").getBytes(UTF_8));
    }
}
