package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;

class BulkheadTest {
    private static final int MAX_IN_FLIGHT = 4;

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
            calls.add(
                    CompletableFuture.supplyAsync(() -> customer.get("/api/movies"), Executors.newCachedThreadPool()));
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
            assertEquals("503 movie-overloaded", answer.status() + " " + answer.problem());
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
}
