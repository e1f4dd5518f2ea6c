package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The students of both labs of {@link TestClone} change order. */
class TouchedTest {
    private TestClone clone;
    private List<Exercise> labs;

    @BeforeEach
    void makeClone(@TempDir Path folder) {
        clone = new TestClone(folder);
        labs = Exercise.all(clone.root.resolve("labs/exercises"));
    }

    private static void git(Path root, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=ani", "-c", "user.email=ani@example.com"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private List<String> since(String commit) {
        return Touched.since(commit, labs, clone.root).stream()
                .map(Exercise::number)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order/src/main/java/A.java",
                "sql/order/009_a.sql",
                "lib-common/src/main/java/A.java",
                "labs/src/main/java/A.java",
                "labs/exercises/07-last-seat/hints.md"
            })
    void the_services_of_its_students_its_own_files_and_the_checker_touch_a_lab(String path) {
        assertTrue(Touched.isTouched(labs.get(1), path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movie/src/main/java/A.java",
                "order/src/test/java/ATest.java",
                "README.md",
                "labs/exercises/01-routes/hints.md"
            })
    void nothing_else_touches_it(String path) {
        assertTrue(!Touched.isTouched(labs.get(1), path));
    }

    @Test
    void the_tree_is_compared_with_a_commit() throws Exception {
        git(clone.root, "init", "-q");
        git(clone.root, "add", "-A");
        git(clone.root, "commit", "-q", "-m", "All");
        assertEquals(List.of(), since("HEAD"));
        clone.write("labs/exercises/01-routes/hints.md", "changed");
        assertEquals(List.of("01"), since("HEAD"));
        clone.write("sql/order/009_new.sql", "SELECT 1;");
        assertEquals(List.of("01", "07"), since("HEAD"));
    }

    @Test
    void a_commit_that_git_does_not_know_is_refused() throws Exception {
        git(clone.root, "init", "-q");
        assertThrows(Refusal.class, () -> since("no-such-commit"));
    }
}
