package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import nontonyuk.labs.check.Report;
import nontonyuk.labs.check.ResultTexts;

/**
 * The text of a failure as a lab's {@code expect.txt} has it. The first line has the property and the code. All that
 * differs from run to run is a {@code #}.
 */
record Golden(String first, String text) {
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

    /** The first failure of a report. The last lines of a log are not of it. */
    static Golden of(Report report) {
        var failure = report.firstFailure().orElseThrow();
        var parts = new ResultTexts(report).parts(failure);
        parts.remove("log");
        var text = parts.entrySet().stream()
                .map(part -> report.messages().text("label." + part.getKey()) + ": " + part.getValue())
                .collect(Collectors.joining("\n"));
        return new Golden(failure.property().id() + " " + failure.code(), steady(text));
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
