package nontonyuk.common.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nontonyuk.common.Background;
import nontonyuk.common.Dependency;

/**
 * Keeps looking whether all that a service needs is there, and says each change in one line of the log: that is how a
 * service that was started too early comes good by itself.
 */
final class Readiness implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("readiness");
    private static final int EVERY_MILLISECONDS = 250;

    private final List<Dependency> needs;
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Background.timer("readiness");
    private final CountDownLatch complete = new CountDownLatch(1);

    Readiness(List<Dependency> needs) {
        this.needs = needs;
        needs.forEach(need -> faults.put(need.name(), "not asked yet"));
    }

    void watch() {
        timer.scheduleWithFixedDelay(this::look, 0, EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (var need : needs) {
            try {
                need.probe();
                note(need.name(), null);
            } catch (Throwable e) { // an Error, too, or the timer would never look again
                note(need.name(), firstLine(e));
            }
        }
        if (missing().isEmpty()) complete.countDown();
    }

    /** Returns when all is there for the first time, or after that time. */
    void await(Duration patience) {
        try {
            complete.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(String name, String fault) {
        var before = fault == null ? faults.remove(name) : faults.put(name, fault);
        if (fault == null && before != null) {
            LOG.log(System.Logger.Level.INFO, "{0}: there", name);
            if (faults.isEmpty()) {
                LOG.log(System.Logger.Level.INFO, "ready, {0} ms after the start", millisecondsUp());
            }
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

    /** What is missing, in a sentence; empty when nothing is. */
    synchronized String missing() {
        return faults.entrySet().stream()
                .map(fault -> "Waiting for " + fault.getKey() + ": " + fault.getValue() + ".")
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
