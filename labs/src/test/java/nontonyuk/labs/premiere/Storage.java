package nontonyuk.labs.premiere;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import nontonyuk.labs.system.RunningSystem;

/** What the database of order holds: rows by table, bytes of its files, and bytes that went through the redo log. */
public record Storage(Map<String, Long> rows, long fileBytes, long logBytes) {
    public static Storage of(RunningSystem system, Path data) {
        var rows = new TreeMap<String, Long>();
        for (var table : new String[] {"orders", "order_items", "seat_claims", "order_events", "payments"})
            rows.put(table, system.count("order", table));
        var log = system.pairs("order", "SHOW GLOBAL STATUS LIKE 'Innodb_os_log_written'");
        return new Storage(
                rows,
                bytes(data.resolve("data/nontonyuk_order")),
                log.values().iterator().next());
    }

    private static long bytes(Path folder) {
        try (var files = Files.list(folder)) {
            long bytes = 0;
            for (var file : files.toList()) bytes += Files.size(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was added since then, for each of so many requests. */
    public String since(Storage before, long requests) {
        double all = 0;
        var parts = new StringBuilder();
        for (var table : rows.keySet()) {
            double added = (rows.get(table) - before.rows.get(table)) / (double) requests;
            all += added;
            if (added > 0.05) parts.append(", %.0f %s".formatted(added, table));
        }
        return "%.0f rows (%s), %.1f KB in files, %.1f KB through the log"
                .formatted(
                        all,
                        parts.substring(2),
                        (fileBytes - before.fileBytes) / 1024.0 / requests,
                        (logBytes - before.logBytes) / 1024.0 / requests);
    }
}
