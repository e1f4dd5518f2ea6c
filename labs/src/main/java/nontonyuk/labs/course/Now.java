package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nontonyuk.common.problem.Json;

/**
 * The file {@code .labs/now.json}: the open lab, or null. While {@code moves} is true the course files are being
 * changed, and {@code lab} is the one that will be open.
 */
record Now(String lab, boolean moves) {
    static Now read(Path file) {
        try {
            return Files.exists(file) ? Json.readLenient(Files.readAllBytes(file), Now.class) : new Now(null, false);
        } catch (IOException e) {
            throw new Refusal("unreadable", "file", ".labs/now.json");
        }
    }

    void write(Path file) {
        try {
            if (lab == null && !moves) Files.deleteIfExists(file);
            else AtomicFile.writeJson(file, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
