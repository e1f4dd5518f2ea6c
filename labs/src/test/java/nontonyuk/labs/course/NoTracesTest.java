package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The services know nothing of the course labs: their code reads as if there were none. */
final class NoTracesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TRACE = Pattern.compile("\\b[Ll]ab\\b|\\.labs\\b|labs/(mine|exercises)|\\bTODO\\b");

    @Test
    void no_course_file_speaks_of_a_lab() throws IOException {
        assumeFalse(Files.exists(ROOT.resolve(".labs/now.json")), "an open lab has a TODO");
        var files = new SourceTree(ROOT).files();
        assertTrue(files.size() > 150, "files: " + files.size());
        for (var file : files) {
            var trace = TRACE.matcher(Files.readString(ROOT.resolve(file)));
            assertFalse(trace.find(), () -> file + " says " + trace.group());
        }
    }
}
