package nontonyuk.labs.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A jar that runs as a process of its own. It ends with this JVM at the latest. */
public final class RunningJar implements AutoCloseable {
    /** The fast compiler (C1) is enough for most runs. */
    public static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LAST_LINES = 15;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static boolean isEnding;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RunningJar::endAll));
    }

    private final String name;
    private final Process process;
    private final ProcessLog log;

    private RunningJar(String name, Process process, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a jar with these environment variables. The folder becomes its working directory, and gets its log; a
     * {@code .env} there would change its settings.
     */
    public static RunningJar start(
            String name, Path jar, Map<String, String> settings, Path folder, String... moreFlags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m")); // ten jars may run at once on a laptop
        command.addAll(List.of(moreFlags));
        command.addAll(archive(jar));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        var builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        try {
            var process = launch(builder);
            return new RunningJar(name, process, ProcessLog.of(process.getInputStream(), folder, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that another thread starts meanwhile would outlive this JVM. */
    private static void endAll() {
        synchronized (RUNNING) {
            isEnding = true;
            RUNNING.forEach(ProcessTree::kill);
        }
    }

    private static Process launch(ProcessBuilder builder) throws IOException {
        synchronized (RUNNING) {
            if (isEnding) throw new IOException("this program ends");
            var process = builder.start();
            RUNNING.add(process);
            process.onExit().thenAccept(RUNNING::remove);
            return process;
        }
    }

    /** The archive of {@code labs/make-archives.sh} beside a jar saves a third of the processor time of a start. */
    private static List<String> archive(Path jar) {
        var name = jar.getFileName().toString();
        var archive = jar.toAbsolutePath()
                .resolveSibling(name.replace(".jar", "-" + System.getProperty("java.vm.version") + ".jsa"));
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable") : List.of();
    }

    public String log() {
        return log.text();
    }

    public List<String> lastLines(int count) {
        return log.lastLines(count);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public RunningJar awaitLog(String text) {
        return await("does not say \"" + text + "\"", PATIENCE, () -> log().contains(text));
    }

    /** Waits until {@code /health/ready} at this port answers 200. Throws {@link ProcessFailure} if it never does. */
    public RunningJar awaitReady(int port, Duration patience) {
        return await("is not ready", patience, () -> Health.isReady(port));
    }

    /** Waits for a second without a line in the log, which has a line for each request. */
    public RunningJar awaitIdle() {
        var second = Duration.ofSeconds(1);
        return await(
                "is not idle", PATIENCE, () -> log.lastChange().plus(second).isBefore(Instant.now()));
    }

    private RunningJar await(String otherwise, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) return endedButTrue(condition);
            if (System.nanoTime() > end) throw failure(otherwise + " after " + patience.toSeconds() + " s");
            sleep();
        }
        return this;
    }

    /** The last lines of an ended process may hold what was waited for. */
    private RunningJar endedButTrue(BooleanSupplier condition) {
        int code = await();
        if (condition.getAsBoolean()) return this;
        throw failure("has ended with code " + code);
    }

    private static void sleep() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessFailure failure(String what) {
        return new ProcessFailure(name + " " + what + ":\n" + String.join("\n", lastLines(LAST_LINES)));
    }

    /** Sends SIGTERM, as an orchestrator does; returns the milliseconds until the end of the process. */
    public long terminate() {
        long begin = System.nanoTime();
        process.toHandle().destroy(); // Process.destroy() would close the pipe of the last lines
        await();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** Sends SIGKILL to the process and to those that it has started: it can't finish its work. */
    public void kill() {
        ProcessTree.kill(process);
        await();
    }

    /** Waits for the end of the process; returns its exit code. */
    public int await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) throw failure("does not end");
            log.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
