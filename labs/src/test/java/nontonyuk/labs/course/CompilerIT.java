package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import nontonyuk.labs.running.Jars;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real services, compiled without Maven. */
@Tag("course") // .ci/run runs it; `make test` is about the services
class CompilerIT {
    private static final Path ROOT = TestCompiler.ROOT;

    private static Jars jars;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        jars = TestCompiler.in(folder).compile(new SourceTree(ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "movie", "order", "gateway"})
    void a_jar_has_the_files_and_the_entries_of_maven(String service) throws IOException {
        var maven = ROOT.resolve(service + "/target/" + service + ".jar");
        assertSame(content(maven), content(jars.of(service)));
        for (var name : List.of("Main-Class", "Add-Opens")) {
            assertEquals(attribute(maven, name), attribute(jars.of(service), name), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "movie", "order", "gateway"})
    void the_class_path_has_the_jars_of_maven(String service) throws IOException {
        var maven = attribute(ROOT.resolve(service + "/target/" + service + ".jar"), "Class-Path");
        var ours = List.of(attribute(jars.of(service), "Class-Path").split(" "));
        for (var jar : maven.split(" ")) assertTrue(ours.contains(jar), jar);
        for (var jar : ours) assertTrue(Files.exists(jars.of(service).resolveSibling(jar)), jar);
    }

    @Test
    void lib_common_has_the_files_of_maven() throws IOException {
        var common = jars.of("order").resolveSibling("lib/lib-common-1.jar");
        assertSame(content(ROOT.resolve("lib-common/target/lib-common.jar")), content(common));
    }

    private static void assertSame(SortedMap<String, byte[]> expected, SortedMap<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((path, bytes) -> assertArrayEquals(bytes, actual.get(path), path));
    }

    private static SortedMap<String, byte[]> content(Path jar) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : file.stream().toList()) {
                var name = entry.getName();
                // Maven adds its pom, and a class for each package.
                if (name.startsWith("META-INF/") || name.endsWith("/package-info.class")) continue;
                files.put(name, file.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static String attribute(Path jar, String name) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(name);
        }
    }
}
