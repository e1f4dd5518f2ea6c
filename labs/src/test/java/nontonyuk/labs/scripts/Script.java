package nontonyuk.labs.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command until it ends, as a reader types it. */
public final class Script {
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Script() {}

    /** The exit code, and everything that the command printed. */
    public record Outcome(int code, String text) {
        boolean says(String part) {
            return text.contains(part);
        }
    }

    /** Runs in the root of the repository. {@code settings} win over a {@code .env} there. */
    public static Outcome run(Map<String, String> settings, String... command) {
        return run(ROOT, settings, command);
    }

    public static Outcome run(Path directory, Map<String, String> settings, String... command) {
        try {
            // A file, because a pipe stays open as long as a child of the script lives.
            var output = Files.createTempFile("script", ".out");
            var builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(settings);
            var process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " does not end:\n" + Files.readString(output));
            }
            var text = Files.readString(output);
            Files.delete(output);
            return new Outcome(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
