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

/**
 * A MariaDB server of our own, on 127.0.0.1, over a folder that keeps its data.
 *
 * <p>It ends with this JVM. If the JVM is killed, the server lives on until the next start on its folder, which stops
 * it first.
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

    /**
     * Starts a server and waits until it answers.
     *
     * @param port where it listens; 0 takes a free one
     * @param accounts the databases and users it shall have, with the passwords that count from now on
     * @throws Failure if that cannot be done, with a message for the person at the terminal
     */
    public static DatabaseServer start(Path folder, int port, Account... accounts) {
        return start(
                folder,
                port,
                Stream.of(accounts).flatMap(one -> one.statements().stream()).toList(),
                false);
    }

    static DatabaseServer start(Path path, int port, List<String> statements, boolean forgetData) {
        try {
            var mariaDb = MariaDb.find();
            var server = new DatabaseServer(DataFolder.take(path), port == 0 ? Ports.free() : port);
            try {
                if (!Ports.isFree(server.port)) {
                    throw new Failure("port " + server.port + " is taken by another program");
                }
                server.endWithThisJvm();
                if (forgetData) DataFolder.delete(server.folder.data());
                server.makeData(mariaDb);
                server.serve(mariaDb, statements);
                return server;
            } catch (IOException | InterruptedException | RuntimeException e) {
                server.kill();
                throw e;
            }
        } catch (IOException e) {
            throw new Failure("the database could not be started: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("the start of the database was interrupted");
        }
    }

    private void endWithThisJvm() {
        // In the outermost group: Maven destroys the group of its plugin, and no thread could start
        // in that any more.
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) group = group.getParent();
        Runtime.getRuntime().addShutdownHook(new Thread(group, this::stop, "stop-database"));
    }

    private void makeData(MariaDb mariaDb) throws IOException, InterruptedException {
        if (Files.exists(folder.data())) return;
        DataFolder.delete(folder.freshData());
        Files.createDirectory(folder.freshData());
        launch(mariaDb.bootstrap(folder.freshData(), folder.script()), mariaDb.bootstrapScript());
        if (process.waitFor() != 0) throw failure("did not make its data");
        Files.move(folder.freshData(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void serve(MariaDb mariaDb, List<String> statements) throws IOException, InterruptedException {
        launch(mariaDb.serve(folder.data(), port, folder.script()), String.join(";\n", statements) + ";\n");
        long begin = System.nanoTime();
        while (!folder.readLog().contains("ready for connections")) {
            if (process.waitFor(20, MILLISECONDS)) throw failure("ended at its start");
            boolean late = System.nanoTime() - begin > SECONDS.toNanos(60);
            if (late) throw failure("was not ready after a minute");
        }
        Files.delete(folder.script());
        // It says this, skips the rest of the script, and starts all the same.
        if (folder.readLog().contains("\nERROR: ")) throw failure("did not accept its accounts");
    }

    private synchronized void launch(ProcessBuilder program, String script) throws IOException {
        if (stopped) throw new Failure("the database was stopped before it was ready");
        DataFolder.writePrivately(folder.script(), script);
        process = program.redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        folder.writePid(process.pid());
    }

    private Failure failure(String what) throws IOException {
        if (stopped) return new Failure("the database was stopped before it was ready");
        var end = String.join("\n  ", folder.endOfLog());
        return new Failure("the database %s; the end of %s:\n  %s".formatted(what, folder.log(), end));
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Lets it finish its work and end. */
    public void stop() {
        release(DatabaseServer::end);
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        release(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    /** Deletes the folder of a server that has ended, with all its data. */
    public static void forget(Path folder) {
        try {
            DataFolder.delete(folder);
        } catch (IOException e) {
            throw new Failure("the database's folder could not be deleted: " + e);
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
            throw new Failure("the database's folder could not be released: " + e);
        }
    }

    static void end(ProcessHandle process) {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, SECONDS).join();
        if (process.isAlive()) process.destroyForcibly();
        process.onExit().completeOnTimeout(process, 10, SECONDS).join();
    }

    /** Returns when it has been stopped; throws {@link Failure} when it has ended by itself. */
    public void await() throws InterruptedException {
        int code = process.waitFor();
        if (stopped) return;
        throw new Failure("the database ended by itself with code " + code + "; see " + folder.log());
    }

    /** Why there is no server; the message is for the person at the terminal. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }
}
