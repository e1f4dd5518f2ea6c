package nontonyuk.sql;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nontonyuk.common.PortOwner;

/**
 * A MariaDB server on 127.0.0.1 whose data is in one folder.
 *
 * <p>It ends with this JVM. After a kill of the JVM the server still runs; the next start with the same folder stops
 * it.
 */
public final class DatabaseServer {
    private final DataFolder folder;
    private final int port;
    private Process process;
    private volatile boolean stopped;

    private DatabaseServer(DataFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server and waits until it accepts connections. The port 0 chooses a free one. */
    public static DatabaseServer start(Path folder, int port, Account... accounts) {
        var statements = Stream.of(accounts).map(Account::statements).flatMap(List::stream);
        return start(folder, port, statements.toList(), false);
    }

    static DatabaseServer start(Path path, int port, List<String> statements, boolean forgetData) {
        try {
            var mariaDb = MariaDb.find();
            var server = new DatabaseServer(DataFolder.open(path), port == 0 ? Ports.free() : port);
            try {
                if (!Ports.isFree(server.port)) {
                    throw new DatabaseFailure("port " + server.port + " is taken by " + PortOwner.of(server.port));
                }
                server.endWithThisJvm();
                if (forgetData) DataFolder.delete(server.folder.data());
                server.createData(mariaDb);
                server.serve(mariaDb, statements);
                return server;
            } catch (IOException | InterruptedException | RuntimeException e) {
                server.kill();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseFailure("the database could not be started: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("the start of the database was interrupted");
        }
    }

    private void endWithThisJvm() {
        // Maven destroys the thread group of its plugin, and a destroyed group starts no thread.
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) group = group.getParent();
        Runtime.getRuntime().addShutdownHook(new Thread(group, this::stop, "stop-database"));
    }

    private void createData(MariaDb mariaDb) throws IOException, InterruptedException {
        if (Files.exists(folder.data())) return;
        DataFolder.delete(folder.freshData());
        Files.createDirectory(folder.freshData());
        launch(mariaDb.bootstrap(folder.freshData(), folder.script()), mariaDb.bootstrapScript());
        if (process.waitFor() != 0) throw failure("did not create its data");
        Files.move(folder.freshData(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void serve(MariaDb mariaDb, List<String> statements) throws IOException, InterruptedException {
        launch(mariaDb.serve(folder.data(), port, folder.script()), String.join(";\n", statements) + ";\n");
        long start = System.nanoTime();
        while (!folder.readLog().contains("ready for connections")) {
            if (process.waitFor(20, MILLISECONDS)) throw failure("ended at its start");
            if (System.nanoTime() - start > SECONDS.toNanos(300)) throw failure("was not ready after five minutes");
        }
        Files.delete(folder.script());
        // After such an error the server skips the rest of the script, and still starts.
        if (folder.readLog().contains("\nERROR: ")) throw failure("did not accept its accounts");
    }

    private synchronized void launch(ProcessBuilder program, String script) throws IOException {
        if (stopped) throw new DatabaseFailure("the database was stopped before it was ready");
        DataFolder.writePrivately(folder.script(), script);
        process = program.redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        folder.writePid(process.pid());
    }

    private DatabaseFailure failure(String what) throws IOException {
        if (stopped) return new DatabaseFailure("the database was stopped before it was ready");
        var lines = folder.readLog().lines().toList();
        var end = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        return new DatabaseFailure("the database %s; the end of %s:\n  %s".formatted(what, folder.log(), end));
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Ends the server normally: it finishes its work. */
    public void stop() {
        release(DataFolder::end);
    }

    /** Ends the server at once, like a crash. */
    public void kill() {
        release(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    /** Deletes the folder and the data of a stopped server. */
    public static void forget(Path folder) {
        try {
            DataFolder.delete(folder);
        } catch (IOException e) {
            throw new DatabaseFailure("the database's folder could not be deleted: " + e);
        }
    }

    private synchronized void release(Consumer<ProcessHandle> end) {
        if (stopped) return;
        stopped = true;
        try {
            if (process != null) end.accept(process.toHandle());
            Files.deleteIfExists(folder.script());
            folder.close();
        } catch (IOException e) {
            throw new DatabaseFailure("the database's folder could not be released: " + e);
        }
    }

    /** Waits for the stop of the server; throws {@link DatabaseFailure} if the server ended by itself. */
    public void await() throws InterruptedException {
        int code = process.waitFor();
        if (stopped) return;
        throw new DatabaseFailure("the database ended by itself with code " + code + "; see " + folder.log());
    }
}
