package nontonyuk.labs.course;

import static nontonyuk.labs.course.TestClone.ANI;
import static nontonyuk.labs.course.TestClone.ROUTE;
import static nontonyuk.labs.course.TestClone.SEATS;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs are opened and left in a folder with a blank in its name and without git. */
final class WorkspaceTest {
    private static final String WORK = "package nontonyuk.order;\n// my work\nfinal class Seats {}\n";

    @TempDir
    private Path folder;

    private TestClone clone;
    private String mainSeats;

    @BeforeEach
    void make() {
        clone = new TestClone(folder);
        mainSeats = clone.read(SEATS);
    }

    private void start(String lab) {
        clone.workspace().start(clone.lab(lab), ANI);
    }

    @Test
    void a_lab_takes_a_feature_and_the_end_of_the_lab_gives_it_back() {
        start("07");
        var most = ANI.draw(clone.lab("07")).get("most");
        assertTrue(clone.read(SEATS).contains("return " + most + " > 9; // TODO"), clone.read(SEATS));
        clone.workspace().stop();
        assertEquals(mainSeats, clone.read(SEATS));
        assertEquals(Optional.empty(), clone.workspace().open());
        assertEquals(new TreeSet<>(), clone.workspace().differences());
    }

    @Test
    void work_comes_back_with_files_that_were_added_or_deleted() {
        start("07");
        clone.write(SEATS, WORK);
        clone.write("sql/order/009_mine.sql", "CREATE TABLE mine (id INT);\n");
        clone.tree().delete("sql/order/001_orders.sql");
        clone.workspace().stop();
        assertTrue(clone.has("sql/order/001_orders.sql"));
        assertFalse(clone.has("sql/order/009_mine.sql"));
        start("07");
        assertEquals(WORK, clone.read(SEATS));
        assertTrue(clone.has("sql/order/009_mine.sql"));
        assertFalse(clone.has("sql/order/001_orders.sql"));
    }

    @Test
    void another_lab_that_is_open_is_saved_first() {
        start("07");
        clone.write(SEATS, WORK);
        start("01");
        assertEquals(WORK, clone.read("labs/mine/07/files/" + SEATS));
        assertEquals(mainSeats, clone.read(SEATS));
        assertTrue(clone.read(ROUTE).contains("TODO"));
        assertEquals(Optional.of("01"), clone.workspace().open());
    }

    @Test
    void loose_changes_are_named_and_stay_until_they_are_saved() {
        clone.workspace().differences();
        clone.write(SEATS, WORK);
        var refusal = assertThrows(Refusal.class, () -> start("01"));
        assertEquals(List.of("loose", SEATS), List.of(refusal.getMessage(), refusal.values()[1]));
        assertEquals(WORK, clone.read(SEATS));
        var kept = clone.workspace().saveLoose().orElseThrow();
        assertEquals(WORK, clone.read(clone.root.relativize(kept) + "/files/" + SEATS));
        assertEquals(mainSeats, clone.read(SEATS));
        start("01");
    }

    @Test
    void reset_gives_the_starter_again_and_keeps_the_work() {
        start("07");
        var starter = clone.read(SEATS);
        clone.write(SEATS, WORK);
        var kept = clone.workspace().reset(clone.lab("07"), ANI);
        assertEquals(starter, clone.read(SEATS));
        assertEquals(WORK, clone.read(clone.root.relativize(kept) + "/files/" + SEATS));
        assertEquals(starter, clone.read("labs/mine/07/files/" + SEATS));
    }

    @Test
    void a_save_after_the_files_went_back_to_main_keeps_the_work_that_was_saved_before() {
        start("07");
        clone.write(SEATS, WORK);
        clone.workspace().save();
        clone.write(SEATS, mainSeats);
        clone.workspace().save();
        assertFalse(clone.has("labs/mine/07/files/" + SEATS));
        assertTrue(clone.hasText("labs/mine", "// my work"));
    }

    @Test
    void windows_line_endings_stay() {
        var windows = mainSeats.replace("\n", "\r\n");
        clone.write(SEATS, windows);
        start("07");
        var work = clone.read(SEATS).replace("TODO", "DONE");
        assertTrue(work.contains("\r\n"), work);
        clone.write(SEATS, work);
        clone.workspace().stop();
        assertEquals(windows, clone.read(SEATS));
        start("07");
        assertEquals(work, clone.read(SEATS));
    }

    @Test
    void a_starter_that_does_not_fit_changes_nothing() {
        clone.write(
                "labs/exercises/07-last-seat/starter/order/Seats.java",
                "package nontonyuk.order;\n\nfinal class Seats {\n    void gone() {}\n}\n");
        start("01");
        var route = clone.read(ROUTE).replace("TODO", "my work");
        clone.write(ROUTE, route);
        assertThrows(OverlayFailure.class, () -> start("07"));
        assertEquals(Optional.of("01"), clone.workspace().open());
        assertEquals(route, clone.read(ROUTE));
        assertEquals(mainSeats, clone.read(SEATS));
    }

    @Test
    void work_on_an_older_main_is_laid_and_the_new_text_stands_beside_it() {
        start("07");
        clone.write(SEATS, WORK);
        clone.workspace().stop();
        clone.write(SEATS, mainSeats.replace("true", "!false"));
        clone.workspace().update();
        assertEquals(List.of(SEATS), clone.workspace().start(clone.lab("07"), ANI));
        assertEquals(WORK, clone.read(SEATS));
        assertTrue(clone.read("labs/mine/07/main/" + SEATS).contains("!false"));
        clone.workspace().stop();
        assertTrue(clone.read(SEATS).contains("!false"));
    }

    @Test
    void update_and_a_second_stop_refuse_what_would_take_the_hole_for_main() {
        start("07");
        assertThrows(Refusal.class, () -> clone.workspace().update());
        clone.workspace().stop();
        assertThrows(Refusal.class, () -> clone.workspace().stop());
    }

    @Test
    void a_lost_folder_of_main_is_not_made_from_a_tree_with_a_hole() throws Exception {
        start("07");
        clone.write(SEATS, WORK);
        clone.workspace().save();
        Folders.delete(clone.root.resolve(".labs"));
        var refusal = assertThrows(Refusal.class, () -> start("07"));
        assertEquals("main-lost", refusal.getMessage());
        assertEquals(WORK, clone.read(SEATS));
        clone.write(SEATS, mainSeats);
        start("07");
        assertEquals(WORK, clone.read(SEATS));
    }

    @Test
    void jars_of_an_open_lab_are_gone_when_its_code_is() throws Exception {
        start("07");
        for (var service : List.of("auth", "movie", "order", "gateway")) {
            clone.write(service + "/target/" + service + ".jar", "made by the lab");
            clone.write(service + "/target/lib/lib-common-1.jar", "made by the lab");
            clone.write(service + "/target/lib/jackson.jar", "made by Maven");
        }
        clone.write(".labs/built", "");
        clone.write("target/built", "");
        clone.workspace().stop();
        assertFalse(clone.has("order/target/order.jar"));
        assertFalse(clone.has("order/target/lib/lib-common-1.jar"));
        assertTrue(clone.has("order/target/lib/jackson.jar"));
        assertFalse(Files.exists(clone.root.resolve("target/built")));
    }
}
