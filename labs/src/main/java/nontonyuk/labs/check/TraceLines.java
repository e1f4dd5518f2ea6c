package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Follows a request through the logs of the services. */
public final class TraceLines {
    private static final Pattern FIRST_LINE = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}\\..*");

    private TraceLines() {}

    /** The lines with this trace id and their stack traces, in the order of time, from the newest run that has any. */
    public static List<String> of(Path runs, String traceId) {
        if (!Files.isDirectory(runs)) return List.of();
        try (var folders = Files.list(runs)) {
            for (var run : folders.sorted(Comparator.reverseOrder()).toList()) {
                var lines = ofRun(run, traceId);
                if (!lines.isEmpty()) return lines;
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ofRun(Path run, String traceId) throws IOException {
        var entries = new TreeMap<String, List<String>>();
        try (var logs = Files.newDirectoryStream(run, "*.log")) {
            for (var log : logs) collect(entries, new String(Files.readAllBytes(log), UTF_8), traceId);
        }
        return entries.values().stream().flatMap(List::stream).toList();
    }

    /** An entry is a line that begins with its time, and the lines of its stack trace. */
    private static void collect(Map<String, List<String>> entries, String log, String traceId) {
        List<String> entry = new ArrayList<>();
        for (var line : log.lines().toList()) {
            if (FIRST_LINE.matcher(line).matches()) {
                entry = new ArrayList<>();
                if (line.contains(traceId)) entries.put(line, entry);
            }
            entry.add(line);
        }
    }
}
