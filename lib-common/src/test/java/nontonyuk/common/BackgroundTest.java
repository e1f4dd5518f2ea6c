package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(20)
@SuppressWarnings("try") // the jobs run by themselves
@Isolated("it reads the log of the whole process")
class BackgroundTest {
    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Duration LONG = Duration.ofHours(1);

    @AutoClose
    private final LogLines log = new LogLines("background");

    @Test
    void its_threads_have_a_name_and_keep_no_process_alive() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        var thread = Background.threads("a job")
                .newThread(() -> seen.add(Thread.currentThread().getName() + " "
                        + Thread.currentThread().isDaemon()));
        thread.start();
        assertEquals("a job true", seen.take());
    }

    @Test
    void a_task_runs_again_and_again_each_time_with_a_trace_of_its_own() throws Exception {
        var traces = new LinkedBlockingQueue<String>();
        try (var job =
                Background.every("job", MOMENT, () -> traces.add(Trace.current().id()))) {
            var first = traces.take();
            assertEquals(32, first.length());
            assertNotEquals(first, traces.take());
        }
    }

    @Test
    void an_error_does_not_end_the_job_and_is_logged_once() throws Exception {
        var runs = new AtomicInteger();
        var third = new CountDownLatch(3);
        try (var job = Background.every("job", MOMENT, () -> {
            third.countDown();
            if (runs.incrementAndGet() < 3) throw new AssertionError("the same");
        })) {
            assertTrue(third.await(10, TimeUnit.SECONDS));
            assertEquals("SEVERE job failed", log.queue.take());
            assertEquals("INFO job: works again", log.queue.take());
        }
    }

    @Test
    void a_problem_is_a_warning_without_a_stack_trace() throws Exception {
        try (var job = Background.every("job", LONG, () -> {
            throw Problem.unavailable("movie-unavailable", "The service movie is down.", 1);
        })) {
            assertEquals("WARNING job: The service movie is down.", log.queue.take());
        }
    }

    @Test
    void a_task_that_met_a_problem_runs_again_after_the_retry_pause() throws Exception {
        var runs = new LinkedBlockingQueue<Integer>();
        var count = new AtomicInteger();
        try (var job = Background.every("job", LONG, MOMENT, () -> {
            runs.add(count.incrementAndGet());
            if (count.get() < 3) throw Problem.unavailable("not-yet", "Not yet.", 1);
        })) {
            for (int run = 1; run <= 3; run++) assertEquals(run, runs.take());
            job.runSoon();
            assertEquals(4, runs.take());
        }
    }

    @Test
    void a_closed_job_runs_no_more_and_logs_nothing() throws Exception {
        var runs = new AtomicInteger();
        var thread = new LinkedBlockingQueue<Thread>();
        var job = Background.every("job", MOMENT, () -> {
            runs.incrementAndGet();
            thread.add(Thread.currentThread());
            Thread.sleep(LONG.toMillis());
        });
        var worker = thread.take();
        job.close();
        worker.join(); // the interrupt ends the run, and the thread with it
        assertEquals(1, runs.get());
        assertTrue(log.queue.isEmpty(), log.queue::toString);
    }

    @Test
    void a_job_for_later_waits_for_its_first_run() throws Exception {
        var runs = new LinkedBlockingQueue<Integer>();
        try (var later = Background.everyLater("later", LONG, () -> runs.add(1));
                var soon = Background.everyLater("soon", MOMENT, () -> runs.add(2))) {
            assertEquals(2, runs.take());
            assertEquals(2, runs.take());
        }
    }
}
