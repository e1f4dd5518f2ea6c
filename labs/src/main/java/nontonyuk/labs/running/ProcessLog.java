package nontonyuk.labs.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The output of one process in a file of bounded size. */
public final class ProcessLog {
    private static final long MAX_BYTES = 20_000_000;

    private final Path file;
    private final Thread writer;

    private ProcessLog(Path file, Thread writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Writes the output into a new file of the folder: {@code order.log}, then {@code order.2.log}. */
    static ProcessLog of(InputStream output, Path folder, String name) throws IOException {
        return of(output, folder, name, MAX_BYTES);
    }

    static ProcessLog of(InputStream output, Path folder, String name, long maxBytes) throws IOException {
        var file = newFile(folder, name);
        var writer = new Thread(() -> write(output, file, maxBytes), "log of " + name);
        writer.setDaemon(true);
        writer.start();
        return new ProcessLog(file, writer);
    }

    private static Path newFile(Path folder, String name) throws IOException {
        for (int i = 1; ; i++) {
            try {
                return Files.createFile(folder.resolve(i == 1 ? name + ".log" : name + "." + i + ".log"));
            } catch (FileAlreadyExistsException e) {
                // An earlier process of this name wrote it.
            }
        }
    }

    /**
     * Writes the first bytes of the output into a file. It reads to the end, because a process stops at a full pipe.
     */
    public static void write(InputStream output, Path file, long maxBytes) {
        var buffer = new byte[8192];
        long left = maxBytes;
        try (output;
                var log = Files.newOutputStream(file)) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                int kept = (int) Math.min(n, left);
                log.write(buffer, 0, kept);
                left -= kept;
            }
        } catch (IOException e) {
            // The process has ended, or the disk is full: the log ends here.
        }
    }

    /** Waits until the last lines of an ended process are in the file. */
    void awaitEnd() throws InterruptedException {
        writer.join(5_000);
    }

    /** Malformed UTF-8 becomes a replacement character. */
    String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lastLines(int count) {
        var lines = text().lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    Instant lastChange() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
