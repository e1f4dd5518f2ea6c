package nontonyuk.labs.course;

import static nontonyuk.labs.course.TestClone.SEATS;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a student types them, with a machine that only tells its verdict. */
final class LabCommandTest implements Machine {
    @TempDir
    private Path folder;

    private TestClone clone;
    private Verdict verdict = new Verdict(1, 25, "1.2", true);

    @BeforeEach
    void make() {
        clone = new TestClone(folder);
    }

    @Override
    public void build(SourceTree tree) {
        throw new CompileFailure(List.of(new CompileFailure.Fault(SEATS, 5, "cannot find symbol", "")));
    }

    @Override
    public Verdict check(Exercise lab, SourceTree tree, Student student, Arguments typed, Session session) {
        session.out().println("checked " + lab.id() + " of " + student.id());
        if (verdict == null) throw new IllegalStateException("no compiler");
        return verdict;
    }

    private String lab(int code, String... args) {
        var outcome = clone.lab(this, args);
        assertEquals(code, outcome.code(), outcome.text());
        return outcome.text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "start",
                "start 07 08",
                "stop now",
                "save other",
                "check 07 --nonsense",
                "check --seed"
            })
    void a_wrong_command_is_answered_with_the_list_of_commands(String typed) {
        assertTrue(lab(64, typed.split(" ")).contains("labs/lab start 07"));
    }

    @Test
    void a_lab_that_changes_sql_files_says_that_the_tables_of_make_run_stay() {
        clone.write("data/mariadb/ibdata1", "");
        assertFalse(lab(0, "start", "07").contains("data/"));
        clone.write("sql/order/001_orders.sql", "CREATE TABLE orders (id INT, name INT);\n");
        assertTrue(lab(0, "stop").contains("data/"));
        assertTrue(lab(0, "start", "07").contains("data/"));
    }

    @Test
    void after_a_pass_the_next_step_is_the_next_lab() {
        lab(0, "start", "07");
        verdict = new Verdict(0, 100, null, true);
        lab(0, "check");
        assertTrue(lab(0).contains("Next: labs/lab start 01"));
    }

    @Test
    void start_says_that_the_work_on_the_other_lab_is_saved() {
        lab(0, "start", "07");
        assertTrue(lab(0, "start", "01").contains("saved in labs/mine/07"));
    }

    @Test
    void start_shows_the_hand_out_with_the_numbers_of_the_student() {
        assertEquals("You are 13521001 in the course if3230.\n", lab(0, "me", "13521001", "--course", "if3230"));
        var most = new Student("13521001", "if3230").draw(clone.lab("07")).get("most");
        var text = lab(0, "start", "7");
        assertTrue(text.contains("At most " + most + " seats."), text);
        assertTrue(text.contains("Lab 07 is open"), text);
        assertEquals("## Questions\n\n1. Why?\n", clone.read("labs/mine/07/answers.md"));
        assertTrue(lab(0, "show", "--lang", "id").contains("Paling banyak " + most + " kursi."));
    }

    @Test
    void an_id_does_not_change_while_a_lab_is_open() {
        lab(0, "start", "07");
        assertTrue(lab(3, "me", "13521001").contains("labs/lab stop first"));
    }

    @Test
    void the_overview_shows_what_is_open_and_passed_and_the_next_step() {
        var begin = lab(0);
        assertTrue(begin.contains("  01  Routes"), begin);
        assertTrue(begin.contains("Next: labs/lab start 01"), begin);
        lab(0, "start", "07");
        lab(1, "check");
        var text = lab(0, "overview");
        assertTrue(text.contains("open · week 4 · 150 minutes · 25 of 100 points after 1 checks"), text);
        assertTrue(text.contains("Next: labs/lab check"), text);
    }

    @Test
    void hints_come_one_by_one_for_the_task_that_fails() {
        lab(0, "start", "07");
        assertEquals("Hint 1 of 2 for task 1:\n1. Look.\n   Twice.\n\n", lab(0, "hint"));
        assertEquals("Hint 2 of 2 for task 1:\n2. Think.\n\n", lab(0, "hint"));
        assertEquals("Hint 2 of 2 for task 1:\n2. Think.\n\n", lab(0, "hint"), "the last one again");
        verdict = new Verdict(1, 80, "own", true);
        lab(1, "check");
        assertEquals("Hint 1 of 1 for task own:\n1. Count.\n\n", lab(0, "hint"));
        verdict = new Verdict(0, 100, null, true);
        lab(0, "check");
        assertTrue(lab(0, "hint").contains("All properties hold"));
        assertEquals(2, clone.facts("07").hints().get("1"));
    }

    @Test
    void a_check_saves_first_and_counts_only_if_it_was_whole() {
        lab(0, "start", "07");
        clone.write(SEATS, "// my work\n");
        assertTrue(lab(1, "check").contains("checked 07-last-seat"));
        assertEquals("// my work\n", clone.read("labs/mine/07/files/" + SEATS));
        verdict = new Verdict(3, 0, null, false);
        lab(3, "check", "--only", "1.1");
        assertEquals(1, clone.facts("07").tries());
        assertEquals("1.2", clone.facts("07").failed());
    }

    @Test
    void a_check_of_another_lab_than_the_open_one_is_refused() {
        lab(0, "start", "07");
        assertTrue(lab(3, "check", "01").contains("Lab 07 is open"));
    }

    @Test
    void a_build_that_does_not_compile_names_the_line() {
        lab(0, "start", "07");
        assertTrue(lab(2, "build").contains(SEATS + ":5 cannot find symbol"));
    }

    @Test
    void a_failure_of_the_tool_does_not_count_as_a_failed_check() {
        lab(0, "start", "07");
        verdict = null;
        assertTrue(lab(3, "check").contains("no compiler"));
        assertEquals(0, clone.facts("07").tries());
    }

    @Test
    void the_difference_is_that_to_the_starter() {
        lab(0, "start", "07");
        assertEquals("", lab(0, "diff"));
        clone.write(SEATS, clone.read(SEATS).replaceFirst("return .*", "return false;"));
        var text = lab(0, "diff");
        assertTrue(text.startsWith("--- " + SEATS + "\n"), text);
        assertTrue(text.contains("\n+         return false;\n"), text);
        assertTrue(text.contains("TODO"), text);
    }

    @Test
    void an_export_has_the_work_of_all_labs() throws IOException {
        lab(0, "me", "13521001", "--course", "if3230");
        assertTrue(lab(3, "export").contains("no saved work"));
        lab(0, "start", "01");
        lab(0, "start", "07");
        clone.write(SEATS, "// my work\n");
        assertTrue(lab(0, "export").contains("nonton-yuk-if3230-13521001.zip"));
        try (var zip =
                new ZipFile(clone.root.resolve("nonton-yuk-if3230-13521001.zip").toFile())) {
            var names = zip.stream().map(ZipEntry::getName).toList();
            for (var file : List.of("me.json", "01/lab.json", "07/lab.json", "07/answers.md", "07/files/" + SEATS))
                assertTrue(names.contains("labs/mine/" + file), file + " in " + names);
        }
    }

    @Test
    void two_commands_do_not_run_at_once() {
        try (var lock = Lock.take(clone.root.resolve(".labs/lock"))) {
            assertTrue(lock.channel().isOpen());
            assertTrue(lab(3, "start", "07").contains("Another labs/lab command is running"));
        }
        lab(0, "start", "07");
    }

    @Test
    void damaged_files_of_the_tool_are_named() throws IOException {
        lab(0, "start", "07");
        Files.writeString(clone.root.resolve("labs/mine/07/lab.json"), "{");
        assertTrue(lab(3, "save").contains("07/lab.json is damaged"));
    }

    @Test
    void every_command_says_what_it_did() {
        lab(0, "start", "07");
        assertTrue(lab(0, "start", "07").contains("open already"));
        assertTrue(lab(0, "save").contains("labs/mine/07"));
        assertTrue(lab(0, "reset").contains("labs/mine/07-"));
        assertTrue(lab(0, "stop").contains("make build"));
        assertTrue(lab(3, "stop").contains("No lab is open"));
        clone.write(SEATS, "// loose\n");
        assertTrue(lab(3, "start", "07").contains(SEATS));
        assertTrue(lab(0, "save", "loose").contains("labs/mine/loose-"));
        assertTrue(lab(0, "save", "loose").contains("nothing to save"));
        clone.write(SEATS, "// a new main\n");
        assertTrue(lab(0, "update").contains("now use the code"));
        assertTrue(lab(3, "start", "12").contains("There is no lab 12"));
        assertTrue(lab(0, "trace", "7f3a").contains("has the trace id 7f3a"));
    }
}
