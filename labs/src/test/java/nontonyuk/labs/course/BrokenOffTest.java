package nontonyuk.labs.course;

import static nontonyuk.labs.course.TestClone.ANI;
import static nontonyuk.labs.course.TestClone.ROUTE;
import static nontonyuk.labs.course.TestClone.SEATS;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command is broken off before each of its steps. The next command goes on, and no text of the student's is lost. */
final class BrokenOffTest {
    private static final String WORK = "package nontonyuk.order;\n// my work\nfinal class Seats {}\n";
    private static final String EDIT = "package nontonyuk.common;\n// an edit after the kill\nfinal class Route {}\n";

    @TempDir
    private Path folder;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Steps of which the one with this number is not done. */
    private static final class KillAt implements Steps {
        private int left;

        KillAt(int number) {
            left = number;
        }

        @Override
        public void before(String step) {
            if (left-- == 0) throw new Killed();
        }
    }

    private interface Check {
        void of(TestClone clone, Workspace after);
    }

    /** Breaks the command off at each step, with and without an edit before the next command. */
    private void breakOff(boolean isOpen, Consumer<Workspace> command, Check check) {
        int step = 0;
        for (boolean wasKilled = true; wasKilled; step++) {
            wasKilled = false;
            for (boolean isEdited : new boolean[] {false, true}) {
                var clone = new TestClone(folder.resolve(step + " " + isEdited));
                if (isOpen) clone.workspace().start(clone.lab("07"), ANI);
                else clone.workspace().differences();
                clone.write(SEATS, WORK);
                try {
                    command.accept(new Workspace(clone.root, new KillAt(step)));
                } catch (Killed e) {
                    wasKilled = true;
                }
                if (isEdited) clone.write(ROUTE, EDIT);
                var after = clone.workspace();
                assertKept(clone, "// my work", step);
                if (isEdited) assertKept(clone, "// an edit after the kill", step);
                else check.of(clone, after);
            }
        }
        assertTrue(step > 2, "steps: " + step);
    }

    private static void assertKept(TestClone clone, String text, int step) {
        boolean isInTree = clone.read(SEATS).contains(text) || clone.read(ROUTE).contains(text);
        assertTrue(isInTree || clone.hasText("labs/mine", text), "lost after step " + step + ": " + text);
    }

    private Exercise any(String number) {
        return new TestClone(folder.resolve("labs")).lab(number);
    }

    @Test
    void start_leaves_the_old_lab_open_or_opens_the_new_one() {
        var route = any("01");
        breakOff(true, workspace -> workspace.start(route, ANI), (clone, after) -> {
            if (after.open().equals(Optional.of("07"))) {
                assertEquals(WORK, clone.read(SEATS));
                assertEquals(new TreeSet<>(Set.of(SEATS)), after.differences());
            } else {
                assertEquals(Optional.of("01"), after.open());
                assertEquals(new TreeSet<>(Set.of(ROUTE)), after.differences());
            }
            after.start(clone.lab("07"), ANI);
            assertEquals(WORK, clone.read(SEATS));
        });
    }

    @Test
    void stop_leaves_the_lab_open_or_puts_main_back() {
        breakOff(true, Workspace::stop, (clone, after) -> {
            if (after.open().isPresent()) assertEquals(WORK, clone.read(SEATS));
            else assertEquals(new TreeSet<>(), after.differences());
            after.start(clone.lab("07"), ANI);
            assertEquals(WORK, clone.read(SEATS));
        });
    }

    @Test
    void reset_leaves_the_work_or_gives_the_starter() {
        var seat = any("07");
        breakOff(true, workspace -> workspace.reset(seat, ANI), (clone, after) -> {
            assertEquals(Optional.of("07"), after.open());
            var text = clone.read(SEATS);
            assertTrue(text.equals(WORK) || text.contains("TODO"), text);
            after.stop();
            assertKept(clone, "// my work", -1);
        });
    }

    @Test
    void save_loose_leaves_the_changes_or_puts_main_back() {
        breakOff(false, Workspace::saveLoose, (clone, after) -> {
            assertEquals(Optional.empty(), after.open());
            if (!clone.read(SEATS).equals(WORK)) assertEquals(new TreeSet<>(), after.differences());
        });
    }

    @Test
    void save_leaves_the_tree_as_it_is() {
        breakOff(true, Workspace::save, (clone, after) -> {
            assertEquals(WORK, clone.read(SEATS));
            after.save();
            assertEquals(WORK, clone.read("labs/mine/07/files/" + SEATS));
        });
    }
}
