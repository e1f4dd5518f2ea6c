package nontonyuk.labs.premiere;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final List<Integer> entered = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> left = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private void arrive(WaitingRoom room, int buyer) {
        room.arrive(() -> entered.add(buyer), () -> left.add(buyer));
    }

    @Test
    void buyers_enter_one_after_the_other_in_the_order_in_which_they_came() {
        var room = new WaitingRoom(clock, 50);
        var buyers = IntStream.range(0, 25).boxed().toList();
        long start = System.nanoTime();
        buyers.forEach(buyer -> arrive(room, buyer));
        TestClient.await("all to enter", () -> entered.size() == 25);
        assertEquals(buyers, entered);
        assertTrue(System.nanoTime() - start > 400_000_000, "25 buyers entered in less than half a second");
        assertEquals(25, room.polls());
    }

    @Test
    void after_the_end_nobody_enters() {
        var room = new WaitingRoom(clock, 0);
        arrive(room, 1);
        room.close();
        arrive(room, 2);
        assertEquals(List.of(2), left); // who waits learns of it when it asks again
        TestClient.await("the first to leave", () -> left.size() == 2);
        assertEquals(List.of(), entered);
    }
}
