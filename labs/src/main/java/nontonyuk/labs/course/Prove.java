package nontonyuk.labs.course;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import nontonyuk.labs.check.Options;
import nontonyuk.labs.check.Property;
import nontonyuk.labs.check.Report;

/**
 * Proves that the check of a lab tells right work from wrong work. It checks the complete code, the starter, the
 * answer, and each right and wrong answer in the lab's folder.
 */
final class Prove {
    private final Places places;
    private final Function<Exercise, List<Property>> properties;
    private final Check check;
    private final PrintStream out;
    private final Set<String> failed = new TreeSet<>();
    private int cases;
    private int wrong;

    /** Checks a tree. */
    interface Check {
        Report of(Exercise lab, SourceTree tree, Student student, Path run, Options options);
    }

    /**
     * How much to prove.
     *
     * @param times the number of students whose answer is checked
     * @param seeds the number of seeds for each wrong answer
     * @param isRecorded whether the texts of the wrong answers are written, not compared
     */
    record Effort(int times, int seeds, boolean isRecorded) {}

    Prove(Places places, Function<Exercise, List<Property>> properties, Check check, PrintStream out) {
        this.places = places;
        this.properties = properties;
        this.check = check;
        this.out = out;
    }

    /** Returns 0 if all is as it must be, else 1. */
    int run(List<Exercise> labs, Effort effort) {
        labs.forEach(lab -> prove(lab, effort));
        out.println(wrong == 0 ? "All " + cases + " are as they must be." : wrong + " of " + cases + " are not.");
        return wrong == 0 ? 0 : 1;
    }

    private Path logs(Exercise lab) {
        return places.own("proof").resolve(lab.number());
    }

    private void prove(Exercise lab, Effort effort) {
        failed.clear();
        Folders.createEmpty(logs(lab));
        row(lab, new Work("main", null, 1, 1, Set.of()), Judge::isMain);
        var starterFails = new TreeSet<>(lab.facts().starterFails());
        row(lab, work(lab, "starter", 1), report -> Judge.isStarter(report, starterFails));
        for (int i = 1; i <= effort.times; i++) row(lab, work(lab, "answer", i), Judge::passes);
        for (var right : answers(lab, "right")) row(lab, work(lab, right, 1), Judge::isRight);
        for (var answer : answers(lab, "wrong")) {
            for (int i = 1; i <= effort.seeds; i++) proveWrong(lab, answer, i, effort.isRecorded && i == 1);
        }
        checkTeeth(lab);
    }

    /** A wrong answer fails at its property, with its code and its text. All before it holds. */
    private void proveWrong(Exercise lab, String name, int seed, boolean isRecorded) {
        var folder = lab.folder().resolve(name);
        var file = folder.resolve("expect.txt");
        var expected = Golden.read(file);
        row(lab, new Work(name, folder, 1, seed, upTo(lab, expected.first())), report -> {
            if (isRecorded && !Judge.failed(report).isEmpty()) Golden.of(report).write(file);
            var golden = isRecorded ? Golden.read(file) : expected;
            var verdict = Judge.fails(report, Set.of(golden.first()));
            if (!verdict.isEmpty() || Golden.of(report).hasTextOf(golden)) return verdict;
            return "another text:\n" + Golden.of(report).text();
        });
    }

    /** The properties before the expected failure, and that one; none stands for all. */
    private Set<String> upTo(Exercise lab, String expected) {
        var ids = properties.apply(lab).stream().map(Property::id).toList();
        int last = ids.indexOf(expected.split(" ")[0]);
        return last < 0 ? Set.of() : Set.copyOf(ids.subList(0, last + 1));
    }

    /** A property that nothing fails proves nothing. */
    private void checkTeeth(Exercise lab) {
        for (var property : properties.apply(lab)) {
            boolean hasTeeth = failed.stream().anyMatch(failure -> failure.startsWith(property.id() + " "));
            if (!property.isControl() && !hasTeeth) print(lab, "property " + property.id(), 0, "no answer fails it");
        }
    }

    /** A tree to check: the complete code with an overlay, or without one. */
    private record Work(String name, Path overlay, int student, int seed, Set<String> only) {}

    private static Work work(Exercise lab, String name, int student) {
        return new Work(name, lab.folder().resolve(name), student, student, Set.of());
    }

    private void row(Exercise lab, Work work, Function<Report, String> judge) {
        long begin = System.nanoTime();
        var student = new Student("prove-" + work.student, "prove");
        var run = logs(lab);
        var tree = new SourceTree(run.resolve("tree"));
        places.tree().copyTo(tree);
        if (work.overlay != null) Overlay.read(work.overlay, student.draw(lab)).applyTo(tree);
        var options = new Options(work.name + "-" + work.seed, work.only, false, 1, "en");
        var report = check.of(lab, tree, student, run, options);
        failed.addAll(Judge.failed(report));
        print(lab, work.name, (System.nanoTime() - begin) / 1e9, judge.apply(report));
    }

    private void print(Exercise lab, String name, double seconds, String verdict) {
        cases++;
        if (!verdict.isEmpty()) wrong++;
        out.printf("%s  %-30s %5.1f s  %s%n", lab.number(), name, seconds, verdict.isEmpty() ? "ok" : "NO  " + verdict);
    }

    /** The names of the answers of a kind, such as {@code wrong/check-then-act}. */
    private static List<String> answers(Exercise lab, String kind) {
        var folder = lab.folder().resolve(kind);
        if (!Files.isDirectory(folder)) return List.of();
        try (var folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .map(answer -> kind + "/" + answer.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
