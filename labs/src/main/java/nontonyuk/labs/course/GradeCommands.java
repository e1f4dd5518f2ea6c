package nontonyuk.labs.course;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import nontonyuk.labs.check.Options;
import nontonyuk.labs.check.Origin;
import nontonyuk.labs.check.ResultJson;
import nontonyuk.labs.check.Screen;
import nontonyuk.labs.check.Terminal;

/** The teacher's commands: grade, and grade-one, which grade starts for each check. */
record GradeCommands(Session session) {
    int grade(Arguments typed) {
        typed.allow(2, "labs", "seeds", "out", "minutes", "lang");
        if (typed.words().size() < 2) throw new Arguments.Wrong();
        return session.alone(() -> {
            var root = session.places().root();
            var folder = session.from(typed.word(1));
            var wanted = typed.options().get("labs");
            var labs = wanted == null
                    ? Exercise.all(session.places().exercises())
                    : Arrays.stream(wanted.split(",")).map(session::find).toList();
            var limit = Duration.ofMinutes(typed.number("minutes", 10));
            var out = typed.options().containsKey("out")
                    ? session.from(typed.options().get("out"))
                    : folder.resolveSibling(folder.getFileName() + "-grades");
            var grade = new Grade(
                    session.workspace().main(),
                    labs,
                    typed.number("seeds", 3),
                    out,
                    OneCheck.inProcess(root, limit, session.texts().language()),
                    session.texts(),
                    this::show);
            grade.of(folder);
            return session.say("graded", "file", out.resolve("grades.csv"));
        });
    }

    private void show(GradeRow row) {
        var name = row.student() == null ? row.submission() : row.student();
        var score = row.score() == null ? "-" : row.score() + "/" + row.max();
        session.out()
                .println("%-20s %s  %-12s %7s  %s"
                        .formatted(name, row.lab(), row.status(), score, row.reason())
                        .strip());
    }

    /** Checks the work of one submission, and writes the result. */
    int gradeOne(Arguments typed) {
        typed.allow(2, "work", "seed", "json", "lang");
        if (typed.words().size() < 2 || !typed.options().keySet().containsAll(Set.of("work", "seed", "json")))
            throw new Arguments.Wrong();
        var places = session.places();
        var lab = session.find(typed.word(1));
        var submission = Path.of(typed.options().get("work"));
        var student = Student.read(submission);
        var tree = new Work(submission.resolve(lab.number())).over(places.main(), places.own("grade/tree"));
        var origin = new Origin(student.id(), student.course(), places.main().hash(), tree.hash());
        var options = new Options(
                typed.options().get("seed"), Set.of(), true, 1, session.texts().language());
        var json = Path.of(typed.options().get("json"));
        var report = new CourseMachine(places)
                .check(
                        lab,
                        tree,
                        student,
                        Folders.createEmpty(places.own("runs/grade")),
                        options,
                        soFar -> ResultJson.write(json, soFar, origin));
        ResultJson.write(json, report, origin);
        session.out().println(new Screen(Terminal.here()).whole(report, origin));
        return report.exitCode();
    }
}
