package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import nontonyuk.labs.check.TraceLines;

/** The commands that change no course file: overview, me, show, hint, diff, trace and export. */
record ReadingCommands(Session session) {
    int overview(Arguments typed) {
        typed.allow(1, "lang");
        new Overview(session.places(), session.texts())
                .print(session.workspace().open(), session.out());
        return 0;
    }

    int me(Arguments typed) {
        typed.allow(2, "course", "lang");
        return session.alone(() -> {
            var known = session.student();
            var id = Optional.ofNullable(typed.word(1)).orElse(known.id());
            var student = new Student(id, typed.options().getOrDefault("course", known.course()));
            if (!student.equals(known)) {
                if (session.workspace().open().isPresent()) throw new Refusal("me-while-open");
                student.write(session.places().mine());
            }
            return session.say("me", "student", student.id(), "course", student.course());
        });
    }

    int show(Arguments typed) {
        typed.allow(2, "lang");
        session.print(session.text(session.chosen(typed), "README"));
        return 0;
    }

    /** The next hint of the task of the first property that failed in the last check, or of the first task. */
    int hint(Arguments typed) {
        typed.allow(2, "lang");
        return session.alone(() -> {
            var lab = session.chosen(typed);
            var work = session.places().work(lab.number());
            var facts = work.facts();
            if (facts.tries() > 0 && facts.failed() == null) return session.say("hint.passed");
            var failed = facts.failed() == null ? lab.facts().tasks().get(0).id() : facts.failed();
            var task = failed.replaceFirst("\\..*", "");
            var hints = new Hints(session.text(lab, "hints")).of(task);
            if (hints.isEmpty()) return session.say("hint.none", "task", task);
            int next = Math.min(facts.hints().getOrDefault(task, 0), hints.size() - 1);
            session.say("hint", "task", task, "number", next + 1, "count", hints.size());
            session.print(hints.get(next));
            work.write(facts.withHint(task, next + 1));
            return 0;
        });
    }

    /** The student's files against the starter's. */
    int diff(Arguments typed) {
        typed.allow(1, "lang");
        return session.alone(() -> {
            var lab = session.find(session.openLab());
            var starter = new SourceTree(session.places().own("starter"));
            session.workspace().main().copyTo(starter);
            Overlay.read(lab.folder().resolve("starter"), session.student().draw(lab))
                    .applyTo(starter);
            var tree = session.places().tree();
            for (var path : tree.differences(starter)) {
                session.say(tree.has(path) ? "diff.file" : "diff.gone", "file", path);
                new LineDiff(lines(starter, path), lines(tree, path)).lines().forEach(session.out()::println);
            }
            return 0;
        });
    }

    /** The log lines of a request of a check. */
    int trace(Arguments typed) {
        typed.allow(2, "lang");
        if (typed.word(1) == null) throw new Arguments.Wrong();
        var lines = TraceLines.of(session.places().own("runs"), typed.word(1));
        if (lines.isEmpty()) return session.say("trace.none", "trace", typed.word(1));
        lines.forEach(session.out()::println);
        return 0;
    }

    private static List<String> lines(SourceTree tree, String path) {
        return tree.has(path) ? new String(tree.read(path), UTF_8).lines().toList() : List.of();
    }

    int export(Arguments typed) {
        typed.allow(2, "lang");
        return session.alone(() -> {
            var places = session.places();
            if (session.workspace().open().isPresent()) session.workspace().save();
            var all = places.labsWithWork();
            var labs = typed.words().size() == 1
                    ? all
                    : List.of(session.chosen(typed).number());
            if (labs.isEmpty() || !all.containsAll(labs)) throw new Refusal("nothing-to-export");
            var file = new Export(places).write(session.student(), labs);
            return session.say("exported", "file", file.getFileName());
        });
    }
}
