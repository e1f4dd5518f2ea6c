package nontonyuk.labs.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import nontonyuk.common.problem.Json;

/**
 * Keeps each entry of the ledger as a line of JSON, so that no money is forgotten when the stand-in ends: the shop's
 * database doesn't forget it either.
 */
final class LedgerFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    /** Behind the last whole line; what a failed write left there is written over. */
    private long end;

    private LedgerFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the file for this stand-in alone, and makes it where there is none. */
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
     * Gives all entries, oldest first. What stands behind the last line break is the rest of a write that was cut off,
     * whose request got no answer: it is left out and cut off.
     */
    void read(Consumer<Ledger.Entry> each, Consumer<String> log) throws IOException {
        var bytes = readAll();
        int number = 0;
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            each.accept(entry(new String(bytes, begin, i - begin, UTF_8), ++number));
            begin = i + 1;
        }
        if (begin < bytes.length) {
            log.accept(path + ": the last line is not whole, and left out");
            channel.truncate(begin);
        }
        end = begin;
    }

    private byte[] readAll() throws IOException {
        var bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return bytes.array();
    }

    private Ledger.Entry entry(String line, int number) throws IOException {
        try {
            return Json.readLenient(line.getBytes(UTF_8), Ledger.Entry.class);
        } catch (IOException e) {
            throw new IOException("Line %d of %s can't be read: mend it, or delete data/ to start everything over."
                    .formatted(number, path));
        }
    }

    /** Returns when the system has it: it is there even if this process is killed now. */
    void append(Ledger.Entry entry) {
        var line = new ByteArrayOutputStream();
        line.writeBytes(Json.write(entry));
        line.write('\n');
        var bytes = ByteBuffer.wrap(line.toByteArray());
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
