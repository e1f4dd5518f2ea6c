package nontonyuk.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

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

/** The folder of one server: its data, its log, its process id, and the lock that says whether somebody has it. */
final class DataFolder implements Closeable {
    private final Path folder;
    private final FileChannel pidFile;

    private DataFolder(Path folder, FileChannel pidFile) {
        this.folder = folder;
        this.pidFile = pidFile;
    }

    /** Takes the folder for this JVM alone, and stops the server that a killed JVM may have left in it. */
    static DataFolder take(Path path) throws IOException {
        var folder = Files.createDirectories(path.toAbsolutePath()).toRealPath();
        var taken = new DataFolder(folder, FileChannel.open(folder.resolve("server.pid"), CREATE, READ, WRITE));
        if (!taken.lock()) {
            taken.close();
            throw new DatabaseServer.Failure("a running database has " + folder + " already");
        }
        // Nobody else holds the lock, so whatever still serves this folder is nobody's.
        long recorded = taken.readPid();
        ProcessHandle.allProcesses()
                .filter(process -> taken.isServedBy(process, recorded))
                .forEach(DatabaseServer::end);
        return taken;
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

    /** A recorded id alone proves nothing: the system gives it to another program when the first has ended. */
    private boolean isServedBy(ProcessHandle process, long recorded) {
        var info = process.info();
        if (info.arguments().isPresent()) {
            var arguments = List.of(info.arguments().get());
            return arguments.contains("--datadir=" + data()) || arguments.contains("--datadir=" + freshData());
        }
        // Windows doesn't tell the arguments of a process.
        return process.pid() == recorded
                && info.command().filter(path -> path.endsWith("mysqld.exe")).isPresent();
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Where data is made; it becomes {@link #data} when it is complete, so that half of it is never taken for all. */
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

    List<String> endOfLog() throws IOException {
        var lines = readLog().lines().toList();
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }

    @Override
    public void close() throws IOException {
        pidFile.close();
    }

    /** Writes a file that only its owner can read, all of it or nothing. */
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
