package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The Makefile in a clone where everything is built, with a Java that prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no make")
final class MakefileTest {
    private static final String[] SOURCES = {
        "pom.xml", "build.sh", "labs/pom.xml", "labs/src/A.java", "sql/auth/1", "sql/movie/1", "sql/order/1"
    };
    private static final String JAVA = """
            #!/bin/sh
            [ "$1" != -version ] || exit 0
            echo "$ORDER_DB_URL $MOVIE_URL $*"
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(isHere("make"), "make is not required");
        copy("Makefile");
        for (var script : new String[] {"audit", "java", "make-env", "settings"}) copy("labs/" + script + ".sh");
        write(".env.example", "DB_PORT=13306\nKEY=change-me\n");
        for (var source : SOURCES) write(source, "");
        write("target/built", "");
        write("movie/target/movie.jar", "");
        write("a jdk/bin/java", JAVA);
        assertTrue(folder.resolve("a jdk/bin/java").toFile().setExecutable(true));
    }

    private static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void copy(String name) throws IOException {
        var copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(Script.ROOT.resolve(name), copy);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void build_makes_the_env_that_is_gone_though_all_jars_are_there() throws IOException {
        assertEquals("made .env with random secrets\n", make("build"));
        assertEquals("", make("build"));
        write(".env", "DB_PORT=13306\n");
        assertEquals("added to .env, each with a random value: KEY\n", make("build"));
    }

    @Test
    void what_is_started_alone_follows_a_changed_port() throws IOException {
        write(".env", "KEY=a\nDB_PORT=13307\nMOVIE_PORT=8012\n");
        var addresses = "jdbc:mysql://127.0.0.1:13307/nontonyuk_order http://127.0.0.1:8012 ";
        assertEquals(addresses + "-cp sql/target/db.jar nontonyuk.sql.Audit\n", make("audit"));
        var movie = make("movie");
        assertTrue(movie.startsWith(addresses), movie);
        assertTrue(movie.endsWith(" -jar movie/target/movie.jar\n"), movie);
    }

    @Test
    void a_blank_in_the_path_of_the_jdk_does_no_harm() throws IOException {
        write(".env", "KEY=a\n");
        var faults = make("faults");
        assertTrue(faults.contains(" nontonyuk.labs.faults.FaultProxy 8092 http"), faults);
    }

    @Test
    void help_lists_each_target_with_what_it_does_in_two_groups() throws IOException {
        var help = make("help");
        assertTrue(help.indexOf("For students") < help.indexOf("For engineers"), help);
        var targets = Files.readString(folder.resolve("Makefile"))
                .lines()
                .filter(line -> line.startsWith(".PHONY: "))
                .findFirst()
                .orElseThrow()
                .substring(".PHONY: ".length());
        for (var target : targets.split(" "))
            assertTrue(
                    Pattern.compile("(?m)^  make " + target + " +[a-z]")
                            .matcher(help)
                            .find(),
                    target);
    }

    private String make(String target) {
        var settings = Map.of("JAVA_HOME", folder.resolve("a jdk").toString());
        var outcome = Script.run(folder, settings, "make", "--no-print-directory", target);
        assertEquals(0, outcome.code(), outcome.text());
        return outcome.text();
    }
}
