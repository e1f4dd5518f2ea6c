package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nontonyuk.labs.course.TestClone.ANI;
import static nontonyuk.labs.course.TestClone.SEATS;
import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a clone of git, main is the last commit and not what stands in the tree. */
final class MainTreeTest {
    @TempDir
    private Path folder;

    private TestClone clone;
    private String mainSeats;

    @BeforeEach
    void commit() throws Exception {
        clone = new TestClone(folder);
        mainSeats = clone.read(SEATS);
        assumeTrue(git("init", "-q"), "git is not required");
        commitAll();
    }

    private void commitAll() throws Exception {
        assertTrue(git("add", "-A"));
        assertTrue(git("-c", "user.name=Ani", "-c", "user.email=ani@example.com", "commit", "-q", "-m", "main"));
    }

    private boolean git(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(clone.root.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_change_that_is_not_committed_is_no_part_of_main() {
        clone.write(SEATS, "// my experiment\n");
        assertEquals(List.of(SEATS), List.copyOf(clone.workspace().differences()));
        assertThrows(Refusal.class, () -> clone.workspace().start(clone.lab("07"), ANI));
        assertThrows(Refusal.class, () -> clone.workspace().update());
        assertEquals("// my experiment\n", clone.read(SEATS));
    }

    @Test
    void windows_line_endings_are_no_change() {
        clone.write(SEATS, mainSeats.replace("\n", "\r\n"));
        assertEquals(List.of(), List.copyOf(clone.workspace().differences()));
        clone.workspace().start(clone.lab("07"), ANI);
        clone.workspace().stop();
        assertEquals(mainSeats.replace("\n", "\r\n"), clone.read(SEATS));
    }

    @Test
    void a_commit_with_the_hole_does_not_become_main() throws Exception {
        clone.workspace().start(clone.lab("07"), ANI);
        commitAll();
        clone.workspace().stop();
        assertEquals(mainSeats, clone.read(SEATS));
        assertThrows(Refusal.class, () -> clone.workspace().update());
        commitAll();
        clone.workspace().update();
        assertEquals(mainSeats, new String(clone.workspace().main().read(SEATS), UTF_8));
    }

    @Test
    void a_pulled_commit_becomes_main_by_update() throws Exception {
        clone.workspace().differences();
        clone.write(SEATS, "// a new main\n");
        commitAll();
        assertThrows(Refusal.class, () -> clone.workspace().start(clone.lab("01"), ANI));
        clone.workspace().update();
        clone.workspace().start(clone.lab("01"), ANI);
    }
}
