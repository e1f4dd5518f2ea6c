package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.problem.Problem;
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
            assertEquals("WARNING job must wait: The service movie is down.", log.queue.take());
        }
    }

    @Test
    void a_task_that_failed_runs_again_after_the_retry_pause() throws Exception {
        var runs = new LinkedBlockingQueue<Integer>();
        var count = new AtomicInteger();
        try (var job = Background.every("job", LONG, MOMENT, () -> {
            runs.add(count.incrementAndGet());
            if (count.get() < 3) throw new IllegalStateException("not yet");
        })) {
            for (int run = 1; run <= 3; run++) assertEquals(run, runs.take());
            job.runSoon();
            assertEquals(4, runs.take());
        }
    }

    @Test
    void a_closed_job_runs_no_more() throws Exception {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var job = Background.every("job", MOMENT, () -> {
            began.countDown();
            try {
                Thread.sleep(LONG.toMillis());
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        began.await();
        job.close();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }
}
