package nontonyuk.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/** The folder of one server: its data, its log, its process id, and a lock against a second server. */
final class DataFolder implements Closeable {
    private final Path folder;
    private final FileChannel pidFile;

    private DataFolder(Path folder, FileChannel pidFile) {
        this.folder = folder;
        this.pidFile = pidFile;
    }

    /** Locks the folder for this JVM, and stops a server that a killed JVM left behind. */
    static DataFolder open(Path path) throws IOException {
        var folder = Files.createDirectories(path.toAbsolutePath()).toRealPath();
        var opened = new DataFolder(folder, FileChannel.open(folder.resolve("server.pid"), CREATE, READ, WRITE));
        if (!opened.lock()) {
            opened.close();
            throw new DatabaseFailure("a running database has " + folder + " already");
        }
        // This JVM has the lock, so a server that still uses the folder is left over.
        long recorded = opened.readPid();
        ProcessHandle.allProcesses()
                .filter(process -> opened.isServedBy(process, recorded))
                .forEach(DataFolder::end);
        return opened;
    }

    private boolean lock() throws IOException {
        try {
            return pidFile.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private long readPid() throws IOException {
        var bytes = ByteBuffer.allocate(20);
        pidFile.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), US_ASCII).strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    void writePid(long pid) throws IOException {
        pidFile.truncate(0).write(US_ASCII.encode(pid + "\n"), 0);
    }

    /** Compares the arguments too, because the system may give a recorded id to another program later. */
    private boolean isServedBy(ProcessHandle process, long recorded) {
        var info = process.info();
        if (info.arguments().isPresent()) {
            var arguments = List.of(info.arguments().get());
            return arguments.contains("--datadir=" + data()) || arguments.contains("--datadir=" + freshData());
        }
        // Windows does not show the arguments of a process.
        return process.pid() == recorded
                && info.command().filter(path -> path.endsWith("mysqld.exe")).isPresent();
    }

    Path data() {
        return folder.resolve("data");
    }

    /**
     * New data is created here and renamed to {@link #data} when it is complete. So a crash leaves no half-made data.
     */
    Path freshData() {
        return folder.resolve("data.new");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    Path script() {
        return folder.resolve("script.sql");
    }

    String readLog() throws IOException {
        return Files.readString(log(), StandardCharsets.ISO_8859_1);
    }

    /** Ends a process normally, and after ten seconds by force. */
    static void end(ProcessHandle process) {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, SECONDS).join();
        if (process.isAlive()) process.destroyForcibly();
        process.onExit().completeOnTimeout(process, 10, SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        pidFile.close();
    }

    /** Writes a file that only its owner can read. A crash leaves the old file or the new one. */
    static void writePrivately(Path file, String text) throws IOException {
        var draft = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), null);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
