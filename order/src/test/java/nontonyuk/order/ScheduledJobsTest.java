package nontonyuk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class ScheduledJobsTest {
    @Test
    void a_chore_that_fails_in_any_way_is_done_again() {
        var times = new AtomicInteger();
        try (var housekeeping = new ScheduledJobs()) {
            housekeeping.every(1, "a chore of the test", () -> fail(times.incrementAndGet()));
            TestClient.await("the fourth time", () -> times.get() >= 4);
        }
    }

    private static void fail(int time) {
        switch (time) {
            case 1 -> throw new StackOverflowError("as the first time");
            case 2 -> throw new IllegalStateException("as the second time");
            case 3 -> throw Problem.unavailable("away", "as the third time", 1);
            default -> {
                // And then it works.
            }
        }
    }

    @Test
    void one_that_can_not_be_done_keeps_no_other_back_unless_nobody_is_there() {
        var done = new ArrayList<Integer>();
        var problem =
                assertThrows(Problem.class, () -> ScheduledJobs.each(List.of(404, 1, 503, 2), one -> does(one, done)));
        assertEquals(503, problem.status());
        assertEquals(List.of(1), done);
    }

    private static void does(int one, List<Integer> done) {
        if (one == 404) throw Problem.notFound("no-such-thing", "Not here.");
        if (one == 503) throw Problem.unavailable("away", "Away.", 1);
        done.add(one);
    }
}
