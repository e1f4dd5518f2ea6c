package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.*;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {
    @Test
    void it_takes_so_many_at_once_and_no_more() {
        var threads = new RequestThreads(2);
        var end = new CountDownLatch(1);
        threads.execute(() -> TestClient.await(end));
        threads.execute(() -> TestClient.await(end));
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
        assertEquals(2, threads.active());
        end.countDown();
        TestClient.await("both requests to end", () -> threads.active() == 0);
        threads.execute(() -> {});
        threads.stop();
    }

    @Test
    void one_that_fails_is_not_counted_for_ever() {
        var threads = new RequestThreads(2);
        for (int i = 0; i < 5; i++) {
            TestClient.await("a free thread", () -> threads.active() == 0);
            threads.execute(() -> {
                throw new IllegalStateException("a failing request");
            });
        }
        TestClient.await("all requests to end", () -> threads.active() == 0);
        threads.stop();
    }
}
