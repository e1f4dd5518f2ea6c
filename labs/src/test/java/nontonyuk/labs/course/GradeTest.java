package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nontonyuk.labs.course.TestClone.SEATS;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder of submissions, each odd in its own way, with a check that reads its result from the student's file. */
final class GradeTest implements OneCheck {
    @TempDir
    private Path folder;

    private TestClone clone;
    private String main;
    private final List<String> checked = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        clone = new TestClone(folder);
        main = clone.workspace().main().hash();
        Files.createDirectories(folder.resolve("in"));
    }

    /** The text of the student's file: a status and a score for each seed. */
    @Override
    public JsonNode run(Exercise lab, Path submission, String seed, Path result, Path log) {
        checked.add(submission.getFileName() + " " + seed);
        var tree = new Work(submission.resolve(lab.number()))
                .over(clone.workspace().main(), folder.resolve("tree"));
        var words = new String(tree.read(SEATS), UTF_8).split("\\s+");
        int number = (checked.size() - 1) % (words.length / 2) * 2;
        if (words[number].equals("nothing")) return null;
        var json = JsonNodeFactory.instance.objectNode();
        json.put("status", words[number])
                .put("score", Integer.parseInt(words[number + 1]))
                .put("seed", seed);
        json.put("main", main).put("work", tree.hash()).put("seconds", 1.5);
        var properties = json.putArray("properties");
        if (words[number].equals("error")) json.put("message", "order does not start. Its last lines:\nline 1");
        else properties.addObject().put("id", "1.2").put("status", "fail").put("code", "sold-twice");
        AtomicFile.writeJson(result, json);
        return json;
    }

    private void submit(String name, String id, String seats) throws IOException {
        var facts = "{\"student\": \"%s\", \"main\": \"%s\", \"tries\": 3, \"hints\": {\"1\": 2}}".formatted(id, main);
        zip(
                name,
                Map.of(
                        "labs/mine/me.json",
                        "{\"id\": \"" + id + "\", \"course\": \"if3230\"}",
                        "labs/mine/07/lab.json",
                        facts,
                        "labs/mine/07/files/" + SEATS,
                        seats));
    }

    private void zip(String name, Map<String, String> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("in/" + name)))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
    }

    private List<GradeRow> grade(int seeds) {
        return new Grade(
                        clone.workspace().main(),
                        List.of(clone.lab("07")),
                        seeds,
                        folder.resolve("out"),
                        this,
                        Texts.in("en"),
                        row -> {})
                .of(folder.resolve("in"));
    }

    @Test
    void the_worst_of_all_seeds_counts_and_what_counts_neither_way_does_not() throws IOException {
        submit("ani.zip", "ani", "pass 100 fail 25 inconclusive 0");
        var row = grade(3).get(0);
        assertEquals(List.of("ani", "fail", "1.2 sold-twice"), List.of(row.student(), row.status(), row.failed()));
        assertEquals(List.of(25, 100, 2, 3), List.of(row.score(), row.max(), row.hints(), row.tries()));
        assertEquals(3, checked.stream().distinct().count(), "three seeds");
        assertTrue(Files.exists(folder.resolve("out/ani/07/result.json")));
        var csv = Files.readString(folder.resolve("out/grades.csv"));
        assertTrue(csv.contains("ani,ani,07,fail,25,100,1.2 sold-twice,"), csv);
    }

    @Test
    void a_second_run_goes_on_where_the_first_was_broken_off() throws IOException {
        submit("ani.zip", "ani", "fail 25");
        grade(1);
        submit("budi.zip", "budi", "pass 100");
        checked.clear();
        assertEquals(
                List.of("fail", "pass"), grade(1).stream().map(GradeRow::status).toList());
        assertEquals(1, checked.size());
        submit("ani.zip", "ani", "pass 90");
        assertEquals(90, grade(1).get(0).score(), "new work is checked again");
    }

    @Test
    void no_submission_ends_the_run() throws IOException {
        Files.createDirectories(folder.resolve("in/a-empty"));
        zip("b-empty.zip", Map.of("hello.txt", "hello"));
        Files.writeString(folder.resolve("in/c-broken.zip"), "PK no zip");
        submit("d-other.zip", "dewi", "pass 100");
        var real = main;
        main = "sha256:other";
        submit("d-other.zip", "dewi", "pass 100");
        main = real;
        submit("e-silent.zip", "eka", "nothing 0");
        zip(
                "f-damaged.zip",
                Map.of("labs/mine/me.json", "{\"id\":\"f\",\"course\":\"c\"}", "labs/mine/07/lab.json", "{"));
        submit("g-good.zip", "gita", "pass 100");
        zip("h-nobody.zip", Map.of("labs/mine/me.json", "{"));
        var rows = grade(1);
        assertEquals(
                List.of(
                        "missing",
                        "missing",
                        "unreadable",
                        "other_main",
                        "inconclusive",
                        "unreadable",
                        "pass",
                        "unreadable"),
                rows.stream().map(GradeRow::status).toList());
        assertNull(rows.get(3).score());
        assertNull(rows.get(4).score());
        assertEquals("sha256:other", rows.get(3).main());
        assertTrue(
                rows.get(5).note().startsWith("07/lab.json is damaged"),
                rows.get(5).note());
        assertTrue(
                rows.get(7).note().startsWith("labs/mine/me.json is damaged"),
                rows.get(7).note());
    }

    @Test
    void an_error_is_named_by_a_whole_sentence() throws IOException {
        submit("ani.zip", "ani", "error 0");
        assertEquals("order does not start", grade(1).get(0).failed());
    }

    @Test
    void a_grade_has_three_seeds_and_one_language_and_stays_out_of_the_folder() throws IOException {
        submit("ani.zip", "ani", "pass 100");
        var graded = clone.lab(null, "grade", folder.resolve("in") + "/", "--labs", "07", "--lang", "id");
        assertTrue(graded.text().contains("hasil ini tidak dihitung"), graded.text());
        for (int seed = 1; seed <= 3; seed++) {
            var text = Files.readString(folder.resolve("in-grades/ani/07/check-" + seed + ".txt"));
            assertTrue(text.contains("tidak dapat dibaca"), "the clone has no libraries, so no check: " + text);
        }
    }

    @Test
    void only_course_files_are_taken_and_none_leaves_its_folder() throws IOException {
        zip(
                "x.zip",
                Map.of(
                        "wrapped/labs/mine/me.json",
                        "{\"id\": \"xena\", \"course\": \"if3230\"}",
                        "wrapped/labs/mine/07/lab.json",
                        "{}",
                        "wrapped/labs/mine/07/files/../../../../../evil.java",
                        "evil",
                        "wrapped/labs/mine/07/files/order/src/test/java/ATest.java",
                        "evil",
                        "wrapped/labs/mine/07/files/" + SEATS,
                        "good",
                        "wrapped/order/src/main/java/nontonyuk/order/Other.java",
                        "evil"));
        new Submission(folder.resolve("in/x.zip")).unpack(folder.resolve("to"));
        try (var files = Files.walk(folder.resolve("to"))) {
            assertEquals(3, files.filter(Files::isRegularFile).count());
        }
        assertFalse(Files.exists(folder.resolve("evil.java")));
    }

    @Test
    void a_folder_or_clone_is_taken_as_a_zip_is() throws IOException {
        var mine = folder.resolve("in/hana/clone/labs/mine");
        Files.createDirectories(mine.resolve("07/files/" + SEATS).getParent());
        Files.writeString(mine.resolve("me.json"), "{\"id\": \"hana\", \"course\": \"if3230\"}");
        Files.writeString(mine.resolve("07/lab.json"), "{\"main\": \"" + main + "\"}");
        Files.writeString(mine.resolve("07/files/" + SEATS), "pass 100");
        assertEquals("pass", grade(1).get(0).status());
    }

    @Test
    void a_zip_in_a_folder_is_taken_as_learning_platforms_pack_it() throws IOException {
        Files.createDirectories(folder.resolve("in/Ani_104211_file"));
        submit("Ani_104211_file/ani.zip", "ani", "pass 100");
        assertEquals("pass", grade(1).get(0).status());
        submit("Ani_104211_file/other.zip", "ani", "pass 100");
        assertEquals("missing", grade(1).get(0).status(), "which one counts?");
    }

    @Test
    void a_file_without_end_is_refused() throws IOException {
        zip("big.zip", Map.of("labs/mine/07/files/" + SEATS, "x".repeat(2_100_000)));
        var row = grade(1).get(0);
        assertEquals("unreadable", row.status());
        assertTrue(row.note().contains("larger than 2 MB"), row.note());
    }

    @Test
    void a_second_submission_with_the_same_id_is_told() throws IOException {
        submit("a.zip", "ani", "pass 100");
        submit("b.zip", "ani", "nothing 0");
        submit("c.zip", "ani", "fail 0");
        var rows = grade(1);
        assertEquals(
                "the same id as in a; it counts neither way: see check-1.txt",
                rows.get(1).note());
        assertEquals("1.2 sold-twice; the same id as in a", rows.get(2).reason());
    }

    @Test
    void a_cell_is_no_formula() {
        var row = new GradeRow("ani", "=1+1,\"x\"", "07", "pass", 1, 2, "a;b", null, null, 1.5, 0, 0, "");
        assertEquals("a;b", row.reason());
        assertEquals("ani,\"'=1+1,\"\"x\"\"\",07,pass,1,2,\"a;b\",,,1.5,0,0,", row.csv());
    }

    private OptionalInt bounded(String script, long millis) throws Exception {
        var log = folder.resolve("log.txt");
        return new BoundedProcess(List.of("bash", "-c", script), folder, log, 1000).run(Duration.ofMillis(millis));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are for bash")
    void a_program_has_bounded_time_and_a_bounded_log_and_leaves_no_child() throws Exception {
        assertEquals(OptionalInt.of(7), bounded("echo hello; exit 7", 20_000));
        assertEquals("hello\n", Files.readString(folder.resolve("log.txt")));
        assertEquals(OptionalInt.of(0), bounded("head -c 3000000 /dev/zero", 20_000));
        assertEquals(1000, Files.size(folder.resolve("log.txt")));
        assertEquals(OptionalInt.empty(), bounded("sleep 60 & echo $! >child; wait", 2_000));
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        var left = ProcessHandle.of(child);
        if (left.isPresent()) left.get().onExit().get(10, TimeUnit.SECONDS);
    }
}
