package nontonyuk.labs.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nontonyuk.labs.running.Jars;
import nontonyuk.labs.running.ProcessFailure;
import nontonyuk.sql.DatabaseFailure;

/** Runs the properties of a lab in order, and reports on them. */
public final class Checker {
    private static final Duration ALL = Duration.ofMinutes(5);
    static final Duration EACH = Duration.ofSeconds(60);

    private final LabCheck check;
    private final Path labFolder;
    private final Map<String, String> drawn;
    private final Options options;
    private final Consumer<Report> watcher;
    private final Messages messages;
    private final List<Property> properties;
    private final List<Result> results = new ArrayList<>();
    private final long begin = System.nanoTime();

    Checker(LabCheck check, Path labFolder, Map<String, String> drawn, Options options, Consumer<Report> watcher) {
        this.check = check;
        this.labFolder = labFolder;
        this.drawn = drawn;
        this.options = options;
        this.watcher = watcher;
        this.messages = Messages.of(labFolder, options.lang()).with(drawn);
        this.properties = check == null ? List.of() : chosen(check.properties(), options);
    }

    private static List<Property> chosen(List<Property> all, Options options) {
        return all.stream()
                .filter(one -> options.only().isEmpty() || options.only().contains(one.id()))
                .toList();
    }

    /**
     * Checks these jars on a system that may stay for the next check. The folder of the run gets the logs; a run below
     * {@code .labs} keeps its database server in {@code .labs/db}. The watcher gets the report before the first
     * property, and after each.
     */
    public static Report check(
            LabCheck check,
            Path labFolder,
            Map<String, String> drawn,
            Jars jars,
            Path runFolder,
            Options options,
            Consumer<Report> watcher,
            KeptBench kept) {
        var random = new Random(options.seed().hashCode());
        var checker = new Checker(check, labFolder, drawn, options, watcher);
        return checker.run(() -> kept.of(check.plan(drawn), jars, runFolder, random), runFolder, EACH);
    }

    Report run(Supplier<Bench> start, Path runFolder, Duration each) {
        if (properties.isEmpty()) {
            var asked = Map.<String, Object>of("ids", options.only());
            return troubled(Status.INCONCLUSIVE, new Trouble("no-such-property", asked, List.of()));
        }
        watcher.accept(report());
        try {
            var bench = start.get();
            check.prepare(bench);
            var attempts = new Attempts(bench, drawn, options, runFolder, each);
            for (var property : properties) {
                results.add(result(attempts, property));
                watcher.accept(report());
                bench.calm();
            }
            return report();
        } catch (ProcessFailure e) {
            var lines = e.getMessage().lines().toList();
            var service = Map.<String, Object>of("service", Attempts.serviceOf(e));
            var trouble = new Trouble("does-not-start", service, lines.subList(1, lines.size()));
            return troubled(Status.ERROR, trouble);
        } catch (Wrong e) {
            return troubled(Status.ERROR, new Trouble("not-prepared", e.values(), List.of()));
        } catch (DatabaseFailure e) {
            return troubled(Status.INCONCLUSIVE, new Trouble("no-database", Map.of("why", e.getMessage()), List.of()));
        } catch (RuntimeException e) {
            keep(e, runFolder);
            return troubled(Status.INCONCLUSIVE, new Trouble("checker-failed", Map.of("why", "" + e), List.of()));
        }
    }

    private Result result(Attempts attempts, Property property) {
        var need = property.needs().stream().filter(this::isMissing).findFirst();
        if (need.isPresent()) return Result.notTried(property, "not-tried", need.get());
        long left = ALL.toNanos() - (System.nanoTime() - begin);
        if (left <= 0) return Result.notTried(property, "no-time", "");
        return attempts.result(property, Duration.ofNanos(left));
    }

    private boolean isMissing(String id) {
        return results.stream().anyMatch(result -> result.property().id().equals(id) && !result.holds());
    }

    private Report report() {
        return report(null, status());
    }

    Report troubled(Status status, Trouble trouble) {
        return report(trouble, status);
    }

    private Report report(Trouble trouble, Status status) {
        var lab = labFolder.getFileName().toString();
        var root = labFolder.toAbsolutePath().normalize().resolve("../../..").normalize();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Report(lab, root, options, messages, properties, List.copyOf(results), trouble, status, seconds);
    }

    /** A property that was not tried for lack of time counts neither way. */
    private Status status() {
        var seen = new HashMap<Status, Result>();
        results.forEach(result -> seen.put(result.status(), result));
        if (seen.containsKey(Status.FAIL)) return Status.FAIL;
        boolean isWhole = results.size() == properties.size() && !seen.containsKey(Status.NOT_TRIED);
        return isWhole && !seen.containsKey(Status.INCONCLUSIVE) ? Status.PASS : Status.INCONCLUSIVE;
    }

    /** The stack trace of a failure of the checker itself is for its authors. */
    static void keep(Throwable failure, Path runFolder) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(runFolder);
            Files.writeString(runFolder.resolve("checker-failure.txt"), trace.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
