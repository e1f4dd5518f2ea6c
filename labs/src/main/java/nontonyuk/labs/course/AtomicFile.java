package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nontonyuk.common.problem.Json;

/** Writes a file so that a reader sees its old bytes or its new bytes, and never a part. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            var next = file.resolveSibling("." + file.getFileName() + ".next");
            Files.write(next, bytes);
            Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a record as JSON on several lines, so that a version control system shows each change. */
    static void writeJson(Path file, Object value) {
        var text = readJson(Json.write(value)).toPrettyString() + "\n";
        write(file, text.getBytes(UTF_8));
    }

    private static JsonNode readJson(byte[] json) {
        try {
            return Json.readLenient(json, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
