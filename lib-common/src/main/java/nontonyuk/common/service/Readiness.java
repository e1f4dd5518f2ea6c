package nontonyuk.common.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nontonyuk.common.Background;
import nontonyuk.common.Dependency;

/**
 * Probes the dependencies of a service again and again, and logs each change in one line. So a service may start before
 * its dependencies and becomes ready later.
 */
final class Readiness implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("readiness");
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final List<Dependency> needs;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final CountDownLatch complete = new CountDownLatch(1);
    private Background.Job job;

    Readiness(List<Dependency> needs) {
        this.needs = needs;
        needs.forEach(need -> faults.put(need.name(), "not probed yet"));
    }

    void start() {
        job = Background.every("readiness", PERIOD, this::probeAll);
    }

    private void probeAll() {
        for (var need : needs) {
            try {
                need.probe();
                note(need.name(), null);
            } catch (Throwable e) { // a fault of one dependency must not hide the others
                note(need.name(), firstLine(e));
            }
        }
        if (missing().isEmpty()) complete.countDown();
    }

    /** Returns when all dependencies were there once, or after the timeout. */
    void await(Duration timeout) {
        try {
            complete.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(String name, String fault) {
        var before = fault == null ? faults.remove(name) : faults.put(name, fault);
        if (fault == null && before != null) {
            LOG.log(System.Logger.Level.INFO, "{0} is there", name);
            if (faults.isEmpty()) LOG.log(System.Logger.Level.INFO, "ready, {0} ms after the start", millisecondsUp());
        } else if (fault != null && !fault.equals(before)) {
            LOG.log(System.Logger.Level.WARNING, "waiting for {0}: {1}", name, fault);
        }
    }

    private static String millisecondsUp() {
        var started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Long.toString(Duration.between(started, Instant.now()).toMillis());
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
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
