package nontonyuk.common.sql;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.*;

class TurnsTest {
    private final Turns turns = new Turns(1);

    @RepeatedTest(5)
    void a_late_request_is_next_although_others_are_quicker() throws Exception {
        begin();
        var late = CompletableFuture.supplyAsync(this::begin);
        TestClient.await("the request to be late and to wait", () -> turns.late.get() == 1 && turns.waiting() == 1);
        turns.end();
        assertFalse(turns.begin(Duration.ofMillis(1)), "this thread was quicker");
        assertTrue(late.get());
        assertEquals(0, turns.late.get());
    }

    private boolean begin() {
        try {
            return turns.begin(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_request_gives_up_after_its_patience_and_leaves_no_trace() throws Exception {
        assertTrue(begin());
        assertFalse(turns.begin(Duration.ofMillis(1)));
        turns.end();
        assertTrue(turns.begin(Duration.ZERO));
    }
}
