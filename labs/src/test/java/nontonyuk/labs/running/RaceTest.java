package nontonyuk.labs.running;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class RaceTest {
    @Test
    void calls_run_at_once_and_their_results_keep_the_order_of_the_calls() {
        var together = new CyclicBarrier(8);
        var race = Race.of(8, i -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return i;
        });
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), race.results());
        assertEquals(8, race.overlap());
    }

    @Test
    void the_exception_of_a_call_comes_as_it_is() {
        var failure = new IllegalArgumentException("from a call");
        var caught = assertThrows(
                IllegalArgumentException.class,
                () -> Race.of(3, i -> {
                    if (i == 1) throw failure;
                    return i;
                }));
        assertSame(failure, caught);
    }
}
