package nontonyuk.order.payment;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void an_item_that_fails_does_not_stop_the_others_unless_the_provider_is_down() {
        var done = new ArrayList<Integer>();
        var items = List.of(404, 1, 503, 2);
        var problem = assertThrows(Problem.class, () -> Batch.run(items, item -> work(item, done)));
        assertEquals(503, problem.status());
        assertEquals(List.of(1), done);
    }

    private static void work(int item, List<Integer> done) {
        if (item == 404) throw Problem.notFound("no-such-thing", "Not here.");
        if (item == 503) throw Problem.unavailable("away", "Away.", 1);
        done.add(item);
    }
}
