package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code labs/lab} in a folder with a blank in its name, with a Java that prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
final class LabScriptTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        folder = parent.resolve("a clone");
        for (var script : new String[] {"labs/lab", "labs/grade", "build.sh"}) {
            write(script, Files.readString(Script.ROOT.resolve(script)));
            assertTrue(folder.resolve(script).toFile().setExecutable(true));
        }
        write("a jdk/bin/java", "#!/bin/sh\necho \"in $LAB_FROM: $*\"\n");
        assertTrue(folder.resolve("a jdk/bin/java").toFile().setExecutable(true));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private void build(String version) throws IOException {
        for (var service : new String[] {"auth", "movie", "order", "gateway"}) {
            write(service + "/target/lib/lib-common-1.jar", "");
            write(service + "/target/lib/jackson.jar", "");
        }
        write("labs/target/lib/lib-common-1.jar", "");
        for (var jar : new String[] {"lab", "tmdb", "payment"}) write("labs/target/labs-" + jar + ".jar", version);
    }

    private Script.Outcome run(Path from, String... command) {
        return Script.run(from, Map.of("JAVA_HOME", folder.resolve("a jdk").toString()), command);
    }

    @Test
    void before_the_first_build_it_says_so() {
        var outcome = run(folder, "labs/lab");
        assertEquals(3, outcome.code());
        assertTrue(outcome.says("type make build first"), outcome.text());
    }

    @Test
    void the_program_runs_from_its_own_copies() throws IOException {
        build("first");
        var outcome = run(folder, "labs/lab", "start", "07");
        assertTrue(outcome.text().endsWith("-jar .labs/tool/lab.jar start 07\n"), outcome.text());
        assertTrue(Files.exists(folder.resolve(".labs/tool/lib/lib-common-1.jar")));
        assertTrue(Files.exists(folder.resolve(".labs/tool/libraries/jackson.jar")));
        assertFalse(Files.exists(folder.resolve(".labs/tool/libraries/lib-common-1.jar")));
    }

    @Test
    void a_new_build_is_copied_unless_a_lab_is_open() throws IOException {
        build("first");
        run(folder, "labs/lab");
        var tool = folder.resolve(".labs/tool/lab.jar");
        build("second");
        Files.setLastModifiedTime(
                folder.resolve("labs/target/labs-lab.jar"),
                FileTime.from(Instant.now().plusSeconds(9)));
        write(".labs/now.json", "{}");
        run(folder, "labs/lab");
        assertEquals("first", Files.readString(tool));
        Files.delete(folder.resolve(".labs/now.json"));
        run(folder, "labs/lab");
        assertEquals("second", Files.readString(tool));
    }

    @Test
    void grade_takes_a_path_from_where_it_is_typed() throws IOException {
        build("first");
        var outcome = run(parent, folder.resolve("labs/grade").toString(), "handed in", "--seeds", "3");
        assertTrue(outcome.text().startsWith("in " + parent.toRealPath() + ": "), outcome.text());
        assertTrue(outcome.text().endsWith("lab.jar grade handed in --seeds 3\n"), outcome.text());
    }

    @Test
    void a_build_in_an_open_lab_builds_the_code_of_the_student() throws IOException {
        build("first");
        write(".labs/now.json", "{}");
        var outcome = run(folder, "./build.sh");
        assertTrue(outcome.text().endsWith("lab.jar build\n"), outcome.text());
    }

    @Test
    void a_build_without_maven_is_left_to_the_labs() throws IOException {
        build("first");
        write("bin/mvn", "#!/bin/sh\nexit 1\n");
        assertTrue(folder.resolve("bin/mvn").toFile().setExecutable(true));
        var settings = Map.of(
                "JAVA_HOME",
                folder.resolve("a jdk").toString(),
                "PATH",
                folder.resolve("bin") + ":" + System.getenv("PATH"));
        assertEquals(1, Script.run(folder, settings, "./build.sh").code(), "the labs have no program yet");
        run(folder, "labs/lab");
        var outcome = Script.run(folder, settings, "./build.sh");
        assertTrue(outcome.text().endsWith("lab.jar build\n"), outcome.text());
    }
}
