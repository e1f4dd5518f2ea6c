package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Follows a request through the logs of a run. */
public final class TraceLines {
    private TraceLines() {}

    /** The lines of all services with this trace id, in the order of time. Each line begins with its time of day. */
    public static List<String> of(Path runFolder, String traceId) {
        var lines = new ArrayList<String>();
        try (var logs = Files.newDirectoryStream(runFolder, "*.log")) {
            for (var log : logs) {
                var text = new String(Files.readAllBytes(log), UTF_8);
                text.lines().filter(line -> line.contains(traceId)).forEach(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(lines);
        return lines;
    }
}
