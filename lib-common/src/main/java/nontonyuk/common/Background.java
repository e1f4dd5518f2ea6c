package nontonyuk.common;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;

/** Threads beside those of requests. They are daemon threads, so they keep no process alive. */
public final class Background {
    private static final System.Logger LOG = System.getLogger("background");

    private Background() {}

    /** Makes daemon threads that have this name in a thread dump. */
    public static ThreadFactory threads(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Waits. An interrupt ends the wait early. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work that a job repeats. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** Runs the task now, and again one {@code period} after each end. */
    public static Job every(String name, Duration period, Task task) {
        return every(name, period, period, task);
    }

    /** The same, but the first run comes after one period, when the service has started. */
    public static Job everyLater(String name, Duration period, Task task) {
        var job = new Job(name, period, period, task);
        job.schedule(period);
        return job;
    }

    /** The same as {@link #every}, but after a {@link Problem} the task runs again after {@code retry}. */
    public static Job every(String name, Duration period, Duration retry, Task task) {
        var job = new Job(name, period, retry, task);
        job.timer.execute(job::runAndSchedule);
        return job;
    }

    /** A task on a thread of its own, until it is closed. It logs each new failure once, and the recovery once. */
    public static final class Job implements AutoCloseable {
        private final String name;
        private final Duration period;
        private final Duration retry;
        private final Task task;
        private final ScheduledExecutorService timer;
        private String lastFailure;

        private Job(String name, Duration period, Duration retry, Task task) {
            this.name = name;
            this.period = period;
            this.retry = retry;
            this.task = task;
            this.timer = Executors.newSingleThreadScheduledExecutor(threads(name));
        }

        /** Runs the task once more, on the job's own thread. The caller does not wait. */
        public void runSoon() {
            timer.execute(this::run);
        }

        private void runAndSchedule() {
            schedule(run());
        }

        private void schedule(Duration pause) {
            timer.schedule(this::runAndSchedule, pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Runs the task, and returns the pause until its next run. */
        private Duration run() {
            Trace.begin();
            try {
                task.run();
                if (lastFailure != null) LOG.log(System.Logger.Level.INFO, "{0}: works again", name);
                lastFailure = null;
                return period;
            } catch (Throwable e) { // an Error too, or the job would never run again
                if (!timer.isShutdown()) log(e);
                return e instanceof Problem ? retry : period;
            } finally {
                Trace.end();
            }
        }

        private void log(Throwable failure) {
            // Readiness names what a starting service waits for.
            if (failure instanceof Problem && !StartPhase.isOver()) return;
            var message = String.valueOf(failure.getMessage());
            if (message.equals(lastFailure)) return;
            lastFailure = message;
            if (failure instanceof Problem) LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name, message);
            else LOG.log(System.Logger.Level.ERROR, name + " failed", failure);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
