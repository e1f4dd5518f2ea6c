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

    @Test
    void a_new_request_is_not_late_because_another_one_is() throws Exception {
        var patient = new Turns(1, 60_000);
        assertTrue(patient.begin(Duration.ZERO));
        patient.late.set(1);
        var young = CompletableFuture.supplyAsync(() -> begin(patient));
        TestClient.await("the new request to wait", () -> patient.waiting() == 1);
        assertEquals(1, patient.late.get());
        patient.end();
        assertTrue(young.get());
    }

    private boolean begin() {
        return begin(turns);
    }

    private static boolean begin(Turns turns) {
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
