package nontonyuk.labs.check;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import nontonyuk.common.Background;
import nontonyuk.labs.running.ProcessFailure;

/** Runs the test of a property up to three times, until it proves something. */
final class Attempts {
    private static final List<Integer> FORCES = List.of(1, 2, 4);
    private static final int LAST_LINES = 15;

    private final Bench bench;
    private final Map<String, String> drawn;
    private final Options options;
    private final Path runFolder;
    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(Background.threads("property"));

    /** {@code limit} is the time of one attempt. */
    Attempts(Bench bench, Map<String, String> drawn, Options options, Path runFolder, Duration limit) {
        this.bench = bench;
        this.drawn = drawn;
        this.options = options;
        this.runFolder = runFolder;
        this.limit = limit;
    }

    /** The time is what is left of the whole check. */
    Result result(Property property, Duration left) {
        long begin = System.nanoTime();
        Result result = null;
        for (int force : FORCES) {
            long time = Math.min(limit.toNanos(), left.toNanos() - (System.nanoTime() - begin));
            if (result != null && (time <= 0 || !result.code().equals("not-proven"))) break;
            if (result != null) bench.calm();
            result = attempt(property, force, time);
        }
        return result.took((System.nanoTime() - begin) / 1e9);
    }

    private Result attempt(Property property, int force, long time) {
        var random = new Random((options.seed() + ":" + property.id()).hashCode());
        var trial = new Trial(bench, drawn, random, force, options.rounds());
        var run = threads.submit(() -> {
            property.test().run(trial);
            return null;
        });
        var result = outcome(property, trial, run, time);
        var ended = result.status() == Status.FAIL
                ? bench.instances().awaitEnded()
                : bench.instances().ended();
        return ended.isEmpty() || result.code().equals("not-ready-again")
                ? result
                : gone(property, trial, "service-ended", ended.get(0));
    }

    private Result outcome(Property property, Trial trial, Future<?> run, long time) {
        try {
            run.get(time, NANOSECONDS);
            boolean isProven = trial.proofs().stream().allMatch(Proof::isGiven);
            return isProven
                    ? result(property, trial, Status.PASS, "", Map.of())
                    : result(property, trial, Status.INCONCLUSIVE, "not-proven", Map.of());
        } catch (TimeoutException e) {
            var late = late(property, trial);
            run.cancel(true);
            return late;
        } catch (ExecutionException e) {
            return failed(property, trial, e.getCause());
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted", e);
        }
    }

    private Result failed(Property property, Trial trial, Throwable failure) {
        var wrong = Wrong.in(failure);
        if (wrong.isPresent()) {
            trial.traces(wrong.get().traces().toArray(String[]::new));
            return result(
                    property,
                    trial,
                    Status.FAIL,
                    wrong.get().code(),
                    wrong.get().values());
        }
        if (Wrong.causes(failure).anyMatch(NotProven.class::isInstance))
            return result(property, trial, Status.INCONCLUSIVE, "not-proven", Map.of());
        if (failure instanceof ProcessFailure) return gone(property, trial, "not-ready-again", serviceOf(failure));
        Checker.keep(failure, runFolder);
        return result(property, trial, Status.INCONCLUSIVE, "checker-failed", Map.of("why", "" + failure));
    }

    /** The message of a {@link ProcessFailure} begins with the name of the instance. */
    static String serviceOf(Throwable failure) {
        return failure.getMessage().split(" ")[0];
    }

    /** A service that hangs, or a request without an answer, breaks the rule. Without either, the machine was slow. */
    private Result late(Property property, Trial trial) {
        var hanging = bench.instances().hanging();
        if (!hanging.isEmpty()) return gone(property, trial, "service-hangs", hanging.get(0));
        var longest = bench.longest().filter(call -> call.time().compareTo(limit.dividedBy(3)) > 0);
        if (longest.isEmpty()) return result(property, trial, Status.INCONCLUSIVE, "too-slow", Map.of());
        var why = "no answer in " + longest.get().time().toMillis() + " ms";
        var values = Map.<String, Object>of("request", longest.get().request, "body", why);
        return result(property, trial, Status.FAIL, "no-answer", values);
    }

    private Result gone(Property property, Trial trial, String code, String service) {
        var result = result(property, trial, Status.FAIL, code, Map.of("service", service));
        var lines = bench.process(service).lastLines(LAST_LINES);
        return new Result(property, Status.FAIL, code, result.values(), result.proofs(), result.traces(), lines, 0);
    }

    private Result result(Property property, Trial trial, Status status, String code, Map<String, Object> more) {
        var values = new HashMap<>(trial.values());
        values.putAll(more);
        return new Result(property, status, code, values, trial.proofs(), distinct(trial), List.of(), 0);
    }

    private static List<String> distinct(Trial trial) {
        return trial.traces().stream().distinct().toList();
    }
}
