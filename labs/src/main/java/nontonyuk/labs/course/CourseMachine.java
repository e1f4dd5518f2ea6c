package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Consumer;
import nontonyuk.labs.check.Checker;
import nontonyuk.labs.check.KeptBench;
import nontonyuk.labs.check.LabCheck;
import nontonyuk.labs.check.Options;
import nontonyuk.labs.check.Origin;
import nontonyuk.labs.check.Report;
import nontonyuk.labs.check.ResultJson;
import nontonyuk.labs.check.Screen;
import nontonyuk.labs.check.SourceError;
import nontonyuk.labs.check.Terminal;
import nontonyuk.labs.running.Jars;

/** Compiles a tree with the JDK's compiler, and runs a lab's check on the jars. */
record CourseMachine(Places places) implements Machine {
    private static final int RUNS_KEPT = 10;

    @Override
    public void build(SourceTree tree) {
        new BuiltJars(places).install(compiler().compile(tree));
    }

    private Compiler compiler() {
        return new Compiler(places.own("tool/libraries"), places.own("jars"));
    }

    @Override
    public Verdict check(Exercise lab, SourceTree tree, Student student, Arguments typed, Session session) {
        var only = typed.options().get("only");
        var options = new Options(
                typed.options().get("seed"),
                only == null ? null : Set.of(only.split(",")),
                typed.options().containsKey("all"),
                typed.number("rounds", 1),
                session.texts().language());
        var out = session.out();
        var run = newRun(lab);
        var origin = new Origin(student.id(), student.course(), places.main().hash(), tree.hash());
        var screen = new Screen(Terminal.here());
        var json = run.resolve("result.json");
        var report = check(lab, tree, student, run, options, soFar -> {
            ResultJson.write(json, soFar, origin);
            int count = soFar.results().size();
            if (count == 0) out.println(screen.heading(soFar, origin).stripTrailing());
            else out.println(screen.row(soFar, soFar.results().get(count - 1)).stripTrailing());
        });
        out.println(screen.rest(report).stripTrailing());
        ResultJson.write(json, report, origin);
        var copy = typed.options().get("json");
        if (copy != null) ResultJson.write(session.from(copy), report, origin);
        var failed = report.firstFailure().map(result -> result.property().id()).orElse(null);
        boolean isOfAll = report.isWhole() && report.exitCode() <= 1;
        return new Verdict(report.exitCode(), report.score(), failed, isOfAll);
    }

    /** Checks a tree; the watcher hears of the report before the first property and after each. */
    Report check(Exercise lab, SourceTree tree, Student student, Path run, Options options, Consumer<Report> watcher) {
        try (var bench = new KeptBench()) {
            return check(lab, tree, student, run, options, watcher, bench);
        }
    }

    /** The same on a system that stays for the next check. */
    Report check(
            Exercise lab,
            SourceTree tree,
            Student student,
            Path run,
            Options options,
            Consumer<Report> watcher,
            KeptBench bench) {
        var drawn = student.draw(lab);
        try {
            var jars = withStandIns(compiler().compile(tree));
            return Checker.check(labCheck(lab), lab.folder(), drawn, jars, run, options, watcher, bench);
        } catch (CompileFailure e) {
            var errors = e.faults().stream()
                    .map(fault -> new SourceError(fault.file(), fault.line(), text(fault)))
                    .toList();
            var service = errors.get(0).file().split("/")[0];
            var report = Report.doesNotCompile(lab.folder(), drawn, service, errors, options);
            watcher.accept(report);
            return report;
        }
    }

    private static String text(CompileFailure.Fault fault) {
        return fault.similar().isEmpty() ? fault.text() : fault.text() + "\nthere is " + fault.similar();
    }

    private Jars withStandIns(Jars services) {
        var all = new HashMap<>(services.paths());
        for (var name : new String[] {"tmdb", "payment"}) all.put(name, places.own("tool/labs-" + name + ".jar"));
        return new Jars(all);
    }

    static LabCheck labCheck(Exercise lab) {
        try {
            var name = "nontonyuk.labs.check.labs." + lab.facts().checks();
            return (LabCheck) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    lab.id() + " has no check " + lab.facts().checks(), e);
        }
    }

    /** A new folder for the logs and the result; only the last runs stay. */
    private Path newRun(Exercise lab) {
        var time = Places.TIME.format(LocalDateTime.now());
        try {
            for (var run : places.runs().stream().skip(RUNS_KEPT - 1).toList()) Folders.delete(run);
            return Files.createDirectories(places.own("runs").resolve(time + "-" + lab.number()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
