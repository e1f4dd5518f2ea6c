package nontonyuk.labs.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nontonyuk.common.http.TestClient;

/** A jar that runs like a student's: {@code java -jar} in the root of the repository. */
public final class RunningJar implements AutoCloseable {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    static {
        makeArchives();
    }

    private final String jar;
    private final Process process;
    private final Path log;

    private RunningJar(String jar, Process process, Path log) {
        this.jar = jar;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a jar; {@code settings} override the developer's {@code .env}. The fast compiler (C1) is enough for most.
     */
    public static RunningJar start(String jar, Map<String, String> settings) {
        return start(jar, settings, "-XX:TieredStopAtLevel=1");
    }

    static RunningJar start(String jar, Map<String, String> settings, String compiler) {
        try {
            var logs = Files.createDirectories(ROOT.resolve("labs/target/logs"));
            var log = Files.createTempFile(logs, Path.of(jar).getFileName() + "-", ".log");
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            // A small heap, because ten jars may run at once on a laptop.
            var classes = "-XX:SharedArchiveFile="
                    + jar.replace(".jar", "-" + System.getProperty("java.vm.version") + ".jsa");
            var builder = new ProcessBuilder(
                    java, "-XX:+UseSerialGC", compiler, classes, "-Xlog:disable", "-Xmx64m", "-jar", jar);
            builder.directory(ROOT.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(settings);
            var running = new RunningJar(jar, builder.start(), log);
            // No process outlives the tests.
            Runtime.getRuntime().addShutdownHook(new Thread(running.process::destroyForcibly));
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class-data archives of the services save a third of the processor time of a start. */
    private static void makeArchives() {
        if (File.separatorChar == '\\') return; // the script is for bash
        var builder = new ProcessBuilder("labs/make-archives.sh").directory(ROOT.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunningJar awaitLog(String text) {
        return await("to say \"" + text + "\"", () -> log().contains(text));
    }

    public RunningJar awaitReady(TestClient client) {
        return await("to be ready", client::isReady);
    }

    private RunningJar await(String what, BooleanSupplier condition) {
        TestClient.await(() -> jar + " " + what + ":\n" + log(), () -> {
            if (!process.isAlive()) throw new AssertionError(jar + " has ended:\n" + log());
            return condition.getAsBoolean();
        });
        return this;
    }

    /** Waits for a second without a line in the log, which has a line for each request. */
    public RunningJar awaitIdle() {
        var second = Duration.ofSeconds(1);
        TestClient.await(jar + " to be idle", () -> lastLine().plus(second).isBefore(Instant.now()));
        return this;
    }

    private Instant lastLine() {
        try {
            return Files.getLastModifiedTime(log).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM, as an orchestrator does; returns the milliseconds until the end of the process. */
    public long terminate() {
        long begin = System.nanoTime();
        process.destroy();
        await();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** Sends SIGKILL: the process can't finish its work. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Waits for the end of the process; returns its exit code. */
    public int await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError(jar + " does not end");
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
