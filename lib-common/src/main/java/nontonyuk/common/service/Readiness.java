package nontonyuk.common.service;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nontonyuk.common.Background;
import nontonyuk.common.Dependency;
import nontonyuk.common.StartPhase;
import nontonyuk.common.problem.Problem;

/**
 * Probes the dependencies of a service again and again, and logs each change in one line. So a service may start before
 * its dependencies and becomes ready later.
 */
final class Readiness implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("readiness");
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final List<Dependency> needs;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Map<String, String> logged = new HashMap<>();
    private final CountDownLatch complete = new CountDownLatch(1);
    private Background.Job job;

    Readiness(List<Dependency> needs) {
        this.needs = needs;
        needs.forEach(need -> faults.put(need.name(), "not probed yet"));
    }

    void start() {
        job = Background.every("readiness", PERIOD, this::probeAll);
    }

    void probeAll() {
        for (var need : needs) {
            try {
                need.probe();
                noteThere(need.name());
            } catch (Throwable e) { // a fault of one dependency must not hide the others
                noteFault(need.name(), root(e));
            }
        }
        if (!missing().isEmpty()) return;
        complete.countDown();
        StartPhase.finish();
    }

    /** Returns when all dependencies were there once, or after the timeout. */
    void await(Duration timeout) {
        try {
            complete.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void noteThere(String name) {
        logged.remove(name);
        if (faults.remove(name) == null) return;
        LOG.log(INFO, "{0}: ready", name);
        if (faults.isEmpty()) LOG.log(INFO, "ready, {0} ms after the start", millisecondsUp());
    }

    /** Logs a fault that is new. While the programs start, the first line on a missing one is enough. */
    private synchronized void noteFault(String name, Throwable cause) {
        var fault = firstLine(cause);
        faults.put(name, fault);
        boolean isExpected = !StartPhase.isOver() && isMissing(cause);
        var news = isExpected ? "missing" : fault;
        if (!news.equals(logged.put(name, news)))
            LOG.log(isExpected ? INFO : WARNING, "waiting for {0}: {1}", name, fault);
    }

    /** Whether the dependency does not answer. Another answer, such as "access denied", does not change by itself. */
    private static boolean isMissing(Throwable cause) {
        if (!(cause instanceof SQLException e)) return cause instanceof IOException || cause instanceof Problem;
        return e.getSQLState() == null || e.getSQLState().startsWith("08");
    }

    private static String millisecondsUp() {
        var started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Long.toString(Duration.between(started, Instant.now()).toMillis());
    }

    private static Throwable root(Throwable e) {
        var root = e;
        while (root.getCause() != null) root = root.getCause();
        return root;
    }

    /** Without a full stop, because {@link #missing} adds one. */
    private static String firstLine(Throwable root) {
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    /** The missing dependencies in a sentence; an empty text if the service is ready. */
    synchronized String missing() {
        return faults.entrySet().stream()
                .map(fault -> "Waiting for " + fault.getKey() + ": " + fault.getValue() + ".")
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        job.close();
    }
}
