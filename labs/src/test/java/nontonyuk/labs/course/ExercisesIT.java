package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay of every lab fits main, and compiles without a warning. */
@Tag("course") // .ci/run runs it; `make test` is about the services
class ExercisesIT {
    private static final Path EXERCISES = TestCompiler.ROOT.resolve("labs/exercises");

    private static Compiler compiler;

    @BeforeAll
    static void make(@TempDir Path folder) throws IOException {
        compiler = TestCompiler.in(folder).strict();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void an_overlay_fits_main_and_compiles(String overlay, @TempDir Path folder) throws IOException {
        var tree = new SourceTree(folder);
        new SourceTree(TestCompiler.ROOT).copyTo(tree);
        var lab = EXERCISES.resolve(overlay.substring(0, overlay.indexOf('/')));
        var facts = new ObjectMapper().readTree(lab.resolve("lab.json").toFile());
        Overlay.read(EXERCISES.resolve(overlay), parameters(facts)).applyTo(tree);
        var yours = facts.get("yours").toString();
        compiler.compile(
                tree, TestCompiler.SERVICES.stream().filter(yours::contains).toList());
    }

    /** The first value of each parameter. */
    private static Map<String, String> parameters(JsonNode facts) {
        var values = new HashMap<String, String>();
        for (var parameter : facts.get("parameters").properties()) {
            var words = parameter.getValue().get("words");
            var first = words == null ? parameter.getValue().get("from") : words.get(0);
            values.put(parameter.getKey(), first.asText());
        }
        return values;
    }

    static List<String> overlays() throws IOException {
        try (var folders = Files.walk(EXERCISES, 3)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> EXERCISES.relativize(folder).toString().replace('\\', '/'))
                    .filter(name -> name.matches("[^/]+/(starter|answer|(wrong|right)/[^/]+)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_overlays() throws IOException {
        assertFalse(overlays().isEmpty());
    }
}
