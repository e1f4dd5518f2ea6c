package nontonyuk.labs;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks which package of the labs imports which. */
class PackagesTest {
    private static final Path CODE = Path.of("src/main/java/nontonyuk/labs");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?nontonyuk\\.labs\\.([a-z.]+)\\.[A-Z]");

    /** The packages that each package imports. */
    private static Map<String, Set<String>> imports() throws IOException {
        var imports = new TreeMap<String, Set<String>>();
        try (var files = Files.walk(CODE)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var folder = CODE.relativize(file.getParent())
                        .toString()
                        .replace('\\', '.')
                        .replace('/', '.');
                var found = imports.computeIfAbsent(folder, name -> new TreeSet<>());
                IMPORT.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
                found.remove(folder); // a nested type of its own
            }
        }
        return imports;
    }

    @Test
    void the_course_imports_the_check_and_the_check_imports_what_runs() throws IOException {
        var imports = imports();
        var allowed = Map.of(
                "course", Set.of("check", "check.labs", "running", "faults"),
                "check.labs", Set.of("check", "running", "faults"),
                "check", Set.of("running", "faults"),
                "running", Set.<String>of(),
                "faults", Set.<String>of());
        assertFalse(imports.getOrDefault("check", Set.of()).isEmpty());
        allowed.forEach((name, others) -> {
            var found = imports.getOrDefault(name, Set.of());
            assertTrue(others.containsAll(found), name + " imports " + found);
        });
    }
}
