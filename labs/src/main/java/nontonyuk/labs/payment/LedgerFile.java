package nontonyuk.labs.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import nontonyuk.common.problem.Json;

/**
 * The file of the ledger, one line of JSON for each entry. The charges survive a restart, as the orders in the shop's
 * database do.
 */
final class LedgerFile implements Closeable {
    private final Path path;
    private final FileChannel channel;

    /** The end of the last complete line. The next write overwrites the rest of a failed one. */
    private long end;

    private LedgerFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens or creates the file, and locks it for this stand-in. */
    static LedgerFile open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file = new LedgerFile(path, FileChannel.open(path, CREATE, READ, WRITE));
        if (!file.lock()) {
            file.close();
            throw new IOException(
                    path + " is in use by another stand-in: stop that, or set PAYMENT_LEDGER to another.");
        }
        return file;
    }

    private boolean lock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Reads all entries, oldest first. Bytes after the last line break come from an interrupted write. Their request
     * got no answer, so they are deleted.
     */
    void read(Consumer<LedgerEntry> each, Consumer<String> log) throws IOException {
        var bytes = Channels.newInputStream(channel).readAllBytes();
        int number = 0;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            each.accept(entry(new String(bytes, start, i - start, UTF_8), ++number));
            start = i + 1;
        }
        if (start < bytes.length) {
            log.accept(path + ": the last line is incomplete and was deleted");
            channel.truncate(start);
        }
        end = start;
    }

    private LedgerEntry entry(String line, int number) throws IOException {
        try {
            return Json.readLenient(line.getBytes(UTF_8), LedgerEntry.class);
        } catch (IOException e) {
            throw new IOException("Line %d of %s can't be read: repair it, or delete data/ to start again from nothing."
                    .formatted(number, path));
        }
    }

    /** Returns when the operating system has the line: from then on it survives a kill of this process. */
    void append(LedgerEntry entry) {
        var bytes = UTF_8.encode(new String(Json.write(entry), UTF_8) + '\n');
        try {
            long at = end;
            while (bytes.hasRemaining()) at += channel.write(bytes, at);
            end = at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
