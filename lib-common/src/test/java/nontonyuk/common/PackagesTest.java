package nontonyuk.common;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the sources of lib-common and finds which package uses which. */
class PackagesTest {
    private static final Path SOURCES = Path.of("src/main/java/nontonyuk/common");
    private static final Pattern REFERENCE = Pattern.compile("\\bnontonyuk\\.common\\.(?:([a-z]+)\\.)?[A-Z*]");

    /** From the lowest layer to the highest; {@code root} is the package {@code nontonyuk.common} itself. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("access", "metrics", "problem", "resilience", "trace"),
            Set.of("root"),
            Set.of("sql", "client", "guard"),
            Set.of("http", "token", "connection"),
            Set.of("service"));

    @Test
    void a_package_uses_the_packages_on_lower_layers_only() throws IOException {
        var forbidden = new TreeSet<String>();
        for (var file : sources()) {
            var references = REFERENCE.matcher(Files.readString(file));
            while (references.find()) {
                var used = references.group(1) == null ? "root" : references.group(1);
                boolean isAllowed = used.equals(packageOf(file)) || layer(used) < layer(packageOf(file));
                if (!isAllowed) forbidden.add(SOURCES.relativize(file) + " uses " + used);
            }
        }
        assertEquals(Set.of(), forbidden);
    }

    @Test
    void each_package_has_its_layer() throws IOException {
        var packages = sources().stream().map(PackagesTest::packageOf).collect(toSet());
        assertEquals(LAYERS.stream().flatMap(Set::stream).collect(toSet()), packages);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String packageOf(Path file) {
        return file.getParent().equals(SOURCES)
                ? "root"
                : file.getParent().getFileName().toString();
    }

    private static int layer(String name) {
        return LAYERS.indexOf(LAYERS.stream()
                .filter(packages -> packages.contains(name))
                .findFirst()
                .orElseThrow());
    }
}
