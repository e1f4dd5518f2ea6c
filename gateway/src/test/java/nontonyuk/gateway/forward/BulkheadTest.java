package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.*;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.Backend;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

/** A service gets more requests than it can answer. */
@Isolated("it measures times")
class BulkheadTest {
    private static final int MAX_IN_FLIGHT = 4;
    private static final int AT_ONCE = 4;
    private static final int PER_SECOND = 40; // the capacity of the service: 4 at once, 100 ms each
    private static final int SECONDS = 3;

    private final TestGateway gateway = new TestGateway(Duration.ofSeconds(30), MAX_IN_FLIGHT, Map.of());
    private final CountDownLatch proceed = new CountDownLatch(1);
    private final AtomicInteger atMovie = new AtomicInteger();

    @AfterEach
    void stop() {
        proceed.countDown();
        gateway.close();
    }

    private void letMovieHang() {
        gateway.movie.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                atMovie.incrementAndGet();
                proceed.await();
                return new MockResponse.Builder().build();
            }
        });
    }

    private List<CompletableFuture<TestClient.Answer>> fill() {
        var customer = gateway.customer();
        var calls = new ArrayList<CompletableFuture<TestClient.Answer>>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            var target = "/api/movies/" + i; // requests for the same one would wait for the first
            calls.add(CompletableFuture.supplyAsync(() -> customer.get(target), Executors.newCachedThreadPool()));
        }
        TestClient.await("all permits in use", () -> atMovie.get() == MAX_IN_FLIGHT);
        return calls;
    }

    @Test
    void one_too_many_is_turned_away_at_once_and_others_are_not_harmed() {
        letMovieHang();
        var calls = fill();
        for (int i = 0; i < 3; i++) {
            var answer = gateway.customer().get("/api/movies"); // a forwarded request hangs
            assertEquals("503 movie-overloaded", answer.refusal());
            assertEquals("1", answer.header("Retry-After"));
        }
        assertEquals(MAX_IN_FLIGHT, atMovie.get());
        gateway.order.enqueue(new MockResponse.Builder().build());
        assertEquals(200, gateway.customer().get("/api/orders").status());
        var metrics = gateway.anonymous().get("/metrics").text();
        assertTrue(metrics.contains("gateway_in_flight{service=\"movie\"} " + MAX_IN_FLIGHT), metrics);
        assertTrue(metrics.contains("gateway_shed_total{service=\"movie\"} 3"), metrics);
        proceed.countDown();
        for (var call : calls) assertEquals(200, call.join().status());
    }

    @Test
    void a_place_is_given_back_however_a_request_ends() {
        gateway.movie.close();
        for (int i = 0; i < 3 * MAX_IN_FLIGHT; i++) {
            assertEquals(
                    "movie-unavailable", gateway.customer().get("/api/movies").problem());
        }
    }

    /** Like a processor or a disk: more requests at once make each of them slower. */
    private static Duration work(int inFlight) {
        return Duration.ofMillis(100L * Math.max(inFlight, AT_ONCE) / AT_ONCE);
    }

    /** Good answers a second. It sends {@code perSecond} requests a second, even while answers are missing. */
    private static double goodput(int port, int perSecond) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var address = URI.create("http://127.0.0.1:" + port + "/api/movies");
        var request = HttpRequest.newBuilder(address).build();
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        long start = System.nanoTime();
        for (int i = 0; i < perSecond * SECONDS; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            answers.add(
                    client.sendAsync(request, BodyHandlers.discarding()).handle((answer, broken) -> isGood(answer)));
        }
        long good = answers.stream().filter(CompletableFuture::join).count();
        return good * 1e9 / (System.nanoTime() - start);
    }

    private static boolean isGood(HttpResponse<?> answer) {
        return answer != null && answer.statusCode() == 200;
    }

    @Test
    void at_five_times_what_it_can_do_a_service_still_does_nine_tenths() throws Exception {
        double peak = 0;
        double overloaded = 0;
        try (var service = new Backend(BulkheadTest::work);
                var gateway = Backend.gateway(4 * AT_ONCE, Duration.ofSeconds(2), service)) {
            goodput(gateway.port(), PER_SECOND / 2); // warm-up
            // A busy machine may try again.
            for (int round = 0; round < 3 && overloaded <= 0.9 * peak; round++) {
                peak = Math.max(peak, goodput(gateway.port(), PER_SECOND));
                overloaded = goodput(gateway.port(), 5 * PER_SECOND);
            }
        }
        assertTrue(overloaded >= 0.9 * peak, overloaded + " a second of " + peak);
    }
}
