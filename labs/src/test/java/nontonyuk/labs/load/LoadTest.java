package nontonyuk.labs.load;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.*;
import nontonyuk.labs.load.Load.Result;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;

/** The load generator must not hide slow or failed requests. */
class LoadTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    private interface Work {
        int status() throws InterruptedException;
    }

    private void answer(Work work) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return new MockResponse.Builder().code(work.status()).build();
            }
        });
        server.start();
    }

    private static Supplier<HttpRequest> requestsTo(int port) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
        return () -> request;
    }

    private Supplier<HttpRequest> requests() {
        return requestsTo(server.getPort());
    }

    @Test
    void a_stall_shows_in_the_times_of_all_that_came_meanwhile() throws IOException {
        var stalled = new CountDownLatch(50); // the first fifty are due in the first half second
        answer(() -> {
            stalled.countDown();
            stalled.await();
            return 200;
        });
        var result = Load.open(100, SECOND, requests());
        assertEquals(100, result.times().getTotalCount());
        assertEquals(Map.of(), result.failures());
        assertTrue(result.milliseconds(100) > 480, result.milliseconds(100) + " ms");
        long waited = 100 - result.times().getCountBetweenValues(0, 100_000_000);
        assertTrue(waited >= 38, waited + " waited for longer than 100 ms");
        assertTrue(result.perSecond() <= 100, result.toString());
    }

    @Test
    void what_went_wrong_is_counted_and_is_not_among_the_times() throws IOException {
        var number = new AtomicInteger();
        answer(() -> number.incrementAndGet() % 4 == 0 ? 503 : 200);
        var result = Load.open(40, SECOND, requests());
        assertEquals(Map.of("503", 10L), result.failures());
        assertEquals(30, result.times().getTotalCount());
        var nobody = Load.open(40, Duration.ofMillis(100), requestsTo(Ports.free()));
        assertEquals(Map.of("ConnectException", 4L), nobody.failures());
        assertEquals(4, nobody.failed());
    }

    @Test
    void a_stall_of_the_sender_shows_as_well() throws IOException {
        answer(() -> 200);
        var request = requests().get();
        var number = new AtomicInteger();
        var result = Load.open(100, SECOND, () -> {
            if (number.getAndIncrement() == 10) pause();
            return request;
        });
        assertEquals(100, result.times().getTotalCount());
        long waited = 100 - result.times().getCountBetweenValues(0, 100_000_000);
        assertTrue(waited >= 18, waited + " waited for longer than 100 ms");
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void of_those_who_wait_for_their_answers_there_are_never_more() throws IOException {
        var four = new CountDownLatch(4);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        answer(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            four.countDown();
            four.await();
            now.decrementAndGet();
            return 200;
        });
        var result = Load.closed(4, Duration.ofMillis(300), requests());
        assertEquals(4, most.get());
        assertTrue(result.times().getTotalCount() > 4, result.toString());
        assertEquals(Map.of(), result.failures());
    }

    @Test
    void rounds_together_are_what_one_longer_would_have_been() throws IOException {
        var number = new AtomicInteger();
        answer(() -> number.incrementAndGet() > 20 ? 503 : 200);
        var good = Load.open(20, SECOND, requests());
        var mixed = Result.of(List.of(good, Load.open(40, SECOND, requests())));
        assertEquals(Map.of("503", 40L), mixed.failures());
        assertEquals(20, mixed.times().getTotalCount());
        assertEquals(good.perSecond() / 2, mixed.perSecond());
        assertEquals(good.milliseconds(99), mixed.milliseconds(99));
    }
}
