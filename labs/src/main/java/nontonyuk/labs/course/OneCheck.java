package nontonyuk.labs.course;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nontonyuk.common.problem.Json;

/** Checks one work with one seed in a process of its own, which the student's code cannot leave. */
interface OneCheck {
    /** Returns the content of {@code result.json}, or null if the check has written none. */
    JsonNode run(Exercise lab, Path submission, String seed, Path result, Path log);

    static JsonNode read(Path json) {
        try {
            return Files.exists(json) ? Json.readLenient(Files.readAllBytes(json), JsonNode.class) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Runs {@code labs/lab grade-one} with this program's own Java. */
    static OneCheck inProcess(Path root, Duration limit, String lang) {
        return (lab, submission, seed, result, log) -> {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = List.of(
                    java,
                    "-XX:+UseSerialGC",
                    "-Dnontonyuk.root=" + root,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Lab.class.getName(),
                    "grade-one",
                    lab.number(),
                    "--work",
                    submission.toString(),
                    "--seed",
                    seed,
                    "--json",
                    result.toString(),
                    "--lang",
                    lang);
            try {
                Files.deleteIfExists(result);
                new BoundedProcess(command, root, log, 1_000_000).run(limit);
                return read(result);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
