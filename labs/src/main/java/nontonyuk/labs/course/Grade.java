package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nontonyuk.common.Sha256;

/**
 * Grades a folder of submissions against the teacher's own main. A second run goes on where the first was broken off.
 */
final class Grade {
    private static final String INCONCLUSIVE = "inconclusive";

    private final SourceTree main;
    private final String mainHash;
    private final List<Exercise> labs;
    private final int seeds;
    private final Path out;
    private final OneCheck check;
    private final Texts texts;
    private final Consumer<GradeRow> listener;
    private final List<GradeRow> rows = new ArrayList<>();
    private final Map<String, String> submissionOf = new HashMap<>();

    /** {@code seeds}: how often each work is checked; the worst result counts. */
    Grade(
            SourceTree main,
            List<Exercise> labs,
            int seeds,
            Path out,
            OneCheck check,
            Texts texts,
            Consumer<GradeRow> listener) {
        this.main = main;
        this.mainHash = main.hash();
        this.labs = labs;
        this.seeds = seeds;
        this.out = out;
        this.check = check;
        this.texts = texts;
        this.listener = listener;
    }

    List<GradeRow> of(Path folder) {
        for (var submission : Submission.all(folder)) {
            if (submission.file().toAbsolutePath().equals(out.toAbsolutePath())) continue;
            var unpacked = out.resolve(".work")
                    .resolve(Sha256.hex(submission.name().getBytes(UTF_8)).substring(0, 16));
            try {
                submission.unpack(unpacked);
                grade(submission, unpacked);
            } catch (IOException e) {
                for (var lab : labs) add(without(null, submission.name(), lab, "unreadable", "" + e.getMessage()));
            }
        }
        return rows;
    }

    private void grade(Submission submission, Path unpacked) {
        var student = Student.read(unpacked);
        var id = student == null ? null : student.id();
        var other = id == null ? null : submissionOf.putIfAbsent(id, submission.name());
        var folder = id == null ? submission.name() : other == null ? id : id + " of " + submission.name();
        var note =
                id == null ? texts.of("grade.no-id") : other == null ? "" : texts.of("grade.same-id", "other", other);
        for (var lab : labs) {
            try {
                add(row(
                        submission.name(),
                        student,
                        lab,
                        unpacked,
                        out.resolve(folder).resolve(lab.number()),
                        note));
            } catch (Refusal e) {
                add(without(
                        id, submission.name(), lab, "unreadable", texts.of("refused." + e.getMessage(), e.values())));
            } catch (RuntimeException e) { // one odd submission does not end the run
                add(without(id, submission.name(), lab, "unreadable", "" + e));
            }
        }
    }

    private GradeRow row(String submission, Student student, Exercise lab, Path unpacked, Path folder, String note) {
        if (student == null && Files.exists(unpacked.resolve("me.json")))
            throw new Refusal("unreadable", "file", "labs/mine/me.json");
        var work = new Work(unpacked.resolve(lab.number()));
        var facts = work.facts();
        var id = student == null ? null : student.id();
        if (student == null || facts.main() == null) return without(id, submission, lab, "missing", note);
        if (!facts.main().equals(mainHash)) return ofOtherMain(id, submission, lab, facts.main(), note);
        var result = worst(
                lab,
                unpacked,
                folder,
                work.over(main, out.resolve(".work/tree")).hash());
        int hints = facts.hints().values().stream().mapToInt(count -> count).sum();
        boolean counts = result != null && !result.path("status").asText().equals(INCONCLUSIVE);
        return new GradeRow(
                id,
                submission,
                lab.number(),
                counts ? result.path("status").asText() : INCONCLUSIVE,
                counts ? result.path("score").asInt() : null,
                lab.most(),
                counts ? failed(result) : null,
                result == null ? null : result.path("seed").asText(),
                mainHash,
                result == null ? null : result.path("seconds").asDouble(),
                hints,
                facts.tries(),
                counts ? note : GradeRow.joined(note, texts.of("grade.neither")));
    }

    private GradeRow ofOtherMain(String id, String submission, Exercise lab, String hash, String note) {
        return new GradeRow(
                id, submission, lab.number(), "other_main", null, lab.most(), null, null, hash, null, 0, 0, note);
    }

    private GradeRow without(String id, String submission, Exercise lab, String status, String note) {
        return new GradeRow(id, submission, lab.number(), status, null, lab.most(), null, null, null, null, 0, 0, note);
    }

    /** The result of an earlier run for the same work, or the worst of all seeds. */
    private JsonNode worst(Exercise lab, Path unpacked, Path folder, String hash) {
        var known = OneCheck.read(folder.resolve("result.json"));
        if (known != null && isOf(known, hash) && Files.exists(folder.resolve("seed-" + seeds + ".json"))) return known;
        JsonNode worst = null;
        for (int i = 1; i <= seeds; i++) {
            var seed = Sha256.hex((lab.id() + ":" + i).getBytes(UTF_8)).substring(0, 8);
            Folders.create(folder);
            var result = check.run(
                    lab, unpacked, seed, folder.resolve("seed-" + i + ".json"), folder.resolve("check-" + i + ".txt"));
            if (result != null && (worst == null || isWorse(result, worst))) worst = result;
        }
        if (worst != null) AtomicFile.writeJson(folder.resolve("result.json"), worst);
        return worst;
    }

    private boolean isOf(JsonNode result, String hash) {
        return result.path("work").asText().equals(hash)
                && result.path("main").asText().equals(mainHash)
                && !result.path("status").asText().equals(INCONCLUSIVE);
    }

    /** A result that counts neither way is worse than none. */
    private static boolean isWorse(JsonNode result, JsonNode than) {
        if (result.path("status").asText().equals(INCONCLUSIVE)) return false;
        if (than.path("status").asText().equals(INCONCLUSIVE)) return true;
        return result.path("score").asInt() < than.path("score").asInt();
    }

    private static String failed(JsonNode result) {
        for (var property : result.path("properties"))
            if (property.path("status").asText().equals("fail"))
                return property.path("id").asText() + " "
                        + property.path("code").asText();
        return result.path("status").asText().equals("error")
                ? firstSentence(result.path("message").asText())
                : null;
    }

    /** Without the announcement of the lines that follow, such as {@code Its last lines:}. */
    private static String firstSentence(String message) {
        return message.lines().findFirst().orElse("").replaceFirst("(\\. [^.]*)?:$", "");
    }

    /** The tables are complete after each row, so that a broken-off run leaves what it has. */
    private void add(GradeRow row) {
        rows.add(row);
        var csv = new StringBuilder(String.join(",", GradeRow.COLUMNS)).append("\r\n");
        rows.forEach(one -> csv.append(one.csv()).append("\r\n"));
        AtomicFile.write(out.resolve("grades.csv"), csv.toString().getBytes(UTF_8));
        AtomicFile.writeJson(out.resolve("grades.json"), rows);
        listener.accept(row);
    }
}
