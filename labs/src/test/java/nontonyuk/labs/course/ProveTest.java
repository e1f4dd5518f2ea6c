package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.labs.check.Messages;
import nontonyuk.labs.check.Options;
import nontonyuk.labs.check.Property;
import nontonyuk.labs.check.Report;
import nontonyuk.labs.check.Result;
import nontonyuk.labs.check.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab of three properties; the check says what the test has written into the tree. */
class ProveTest {
    private static final String SEATS = "order/src/main/java/nontonyuk/order/Seats.java";
    private static final List<Property> PROPERTIES = List.of(
            Property.of("1.1", 20, trial -> {}).asControl(),
            Property.of("1.2", 60, trial -> {}, "1.1"),
            Property.of("own", 20, trial -> {}, "1.2"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> fails = new HashMap<>();
    private Path root;
    private Path lab;

    @BeforeEach
    void makeLab(@TempDir Path folder) throws IOException {
        root = folder;
        lab = folder.resolve("labs/exercises/07-seats");
        new SourceTree(folder).write(SEATS, "class Seats { String name = \"main\"; }".getBytes(UTF_8));
        write("lab.json", """
                {"number": 7, "name": "seats", "title": {"en": "Seats", "id": "Kursi"}, "yours": ["order"],
                 "parameters": {}, "tasks": [], "starter_fails": ["1.2 sold-twice"]}
                """);
        write("messages.properties", """
                title=Seats
                1.2.name=a seat is sold once
                1.2.did={count} customers wanted seat {seat}
                1.2.expected=one 201
                sold-twice.came={count} \\u00d7 201, orders {orders}
                sold-twice.means=A look decides nothing.
                """);
        for (var name : List.of("starter", "answer", "wrong/check-then-act")) overlay(name);
        write("wrong/check-then-act/expect.txt", """
                1.2 sold-twice

                we did: # customers wanted seat #
                expected: one #
                came: # × #, orders #
                that means: A look decides nothing.
                """);
        fails.put("main", "own own-rule-missing");
        fails.put("starter", "1.2 sold-twice");
        fails.put("wrong/check-then-act", "1.2 sold-twice");
    }

    @Test
    void a_lab_that_tells_right_from_wrong_is_proven() {
        assertProven(0, "All 5 are as they must be.");
    }

    @Test
    void main_that_has_the_own_rule_is_told() {
        fails.remove("main");
        assertProven(1, "07 main NO all holds");
    }

    @Test
    void a_starter_that_fails_with_another_code_is_told() {
        fails.put("starter", "1.2 odd-answer");
        assertProven(1, "07 starter NO 1.2 fail odd-answer, own not_tried not-tried");
    }

    @Test
    void a_starter_that_breaks_a_control_property_is_told() {
        fails.put("starter", "1.1 odd-answer");
        assertProven(1, "07 starter NO 1.1 fail odd-answer");
    }

    @Test
    void a_control_property_that_the_starter_may_fail_is_told() throws IOException {
        var file = lab.resolve("lab.json");
        write("lab.json", Files.readString(file).replace("1.2 sold-twice", "1.1 odd-answer"));
        fails.put("starter", "1.1 odd-answer");
        assertProven(1, "07 starter NO 1.1 fail odd-answer");
    }

    @Test
    void an_answer_that_fails_is_told() {
        fails.put("answer", "own too-many");
        assertProven(1, "07 answer NO own fail too-many");
    }

    @Test
    void a_wrong_answer_that_passes_is_told() {
        fails.remove("wrong/check-then-act");
        assertProven(1, "07 wrong/check-then-act NO all holds");
    }

    @Test
    void a_wrong_answer_that_fails_too_early_is_told() {
        fails.put("wrong/check-then-act", "1.1 odd-answer");
        assertProven(1, "07 wrong/check-then-act NO 1.1 fail odd-answer");
    }

    @Test
    void a_wrong_answer_with_another_text_is_told() throws IOException {
        write("wrong/check-then-act/expect.txt", "1.2 sold-twice\n\nwe did: nothing\n");
        assertProven(1, "07 wrong/check-then-act NO another text: we did: # customers wanted seat #");
    }

    @Test
    void a_property_that_no_answer_fails_is_told() throws IOException {
        Files.delete(lab.resolve("wrong/check-then-act/expect.txt"));
        Files.delete(lab.resolve("wrong/check-then-act/order/Seats.java"));
        Files.delete(lab.resolve("wrong/check-then-act/order"));
        Files.delete(lab.resolve("wrong/check-then-act"));
        fails.remove("starter");
        assertProven(1, "07 property 1.2 NO no answer fails it");
    }

    @Test
    void another_right_way_passes_with_and_without_the_own_rule() throws IOException {
        overlay("right/version");
        assertProven(0, "07 right/version ok");
        fails.put("right/version", "own own-rule-missing");
        assertProven(0, "07 right/version ok");
        fails.put("right/version", "1.2 sold-twice");
        assertProven(1, "07 right/version NO 1.2 fail sold-twice");
    }

    @Test
    void a_text_is_recorded() throws IOException {
        var file = lab.resolve("wrong/check-then-act/expect.txt");
        var old = Files.readString(file);
        Files.delete(file);
        run(true);
        assertEquals(old, Files.readString(file));
    }

    @Test
    void what_differs_from_run_to_run_is_one_sign() {
        assertEquals(
                "order #: seat #; #; #; trace # face, #",
                Golden.steady("order 71: seat C7; 71 72 74 …; 71, 72, …; trace 7f3a9c1e0b 2 a1b2c3 face, 9"));
    }

    private void assertProven(int code, String line) {
        assertEquals(code, run(false), this::said);
        assertTrue(said().contains(line), this::said);
    }

    private int run(boolean isRecorded) {
        out.reset();
        var prove = new Prove(new Places(root), exercise -> PROPERTIES, this::check, new PrintStream(out, true, UTF_8));
        return prove.run(Exercise.all(root.resolve("labs/exercises")), new Prove.Effort(2, 1, isRecorded));
    }

    /** Without the times, and with single blanks. */
    private String said() {
        return out.toString(UTF_8).replaceAll(" [0-9.]+ s ", " ").replaceAll("[ \n]+", " ");
    }

    private Report check(Exercise exercise, SourceTree tree, Student student, Path run, Options options) {
        var name = new String(tree.read(SEATS), UTF_8).replaceAll(".*\"(.*)\".*", "$1");
        var failure = fails.getOrDefault(name, "none").split(" ");
        var results = new ArrayList<Result>();
        for (var property : PROPERTIES) {
            if (!options.only().isEmpty() && !options.only().contains(property.id())) continue;
            boolean isFailed = property.id().equals(failure[0]);
            boolean isLate = results.stream().anyMatch(result -> !result.holds());
            var status = isFailed ? Status.FAIL : isLate ? Status.NOT_TRIED : Status.PASS;
            var code = isFailed ? failure[1] : isLate ? "not-tried" : "";
            var values = Map.<String, Object>of("count", 9, "seat", "C7", "orders", List.of(71, 72, 74));
            results.add(new Result(property, status, code, values, List.of(), List.of(), List.of(), 0.1));
        }
        var messages = Messages.of(lab, "en");
        return new Report("07-seats", root, options, messages, PROPERTIES, results, null, Status.FAIL, 1);
    }

    private void overlay(String name) throws IOException {
        write(name + "/order/Seats.java", "class Seats { String name = \"" + name + "\"; }");
    }

    private void write(String path, String text) throws IOException {
        var file = lab.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
