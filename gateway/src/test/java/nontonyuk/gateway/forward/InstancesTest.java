package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.LogLines;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.Backend;
import nontonyuk.gateway.Wire;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

/** Several instances of one service under load, and what the log and the metrics show of each attempt. */
@Isolated("it reads the log of the process")
class InstancesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration WORK = Duration.ofMillis(3);

    private final AtomicInteger number = new AtomicInteger();

    @AutoClose
    private final Backend one = new Backend(inFlight -> WORK);

    @AutoClose
    private final Backend two = new Backend(inFlight -> WORK);

    /** Sends requests while {@code meanwhile} runs, and counts the answers by status. */
    private Map<Integer, Integer> load(int port, String method, Runnable meanwhile) throws Exception {
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        var isRunning = new AtomicBoolean(true);
        var threads = Executors.newFixedThreadPool(8);
        var clients = new ArrayList<Future<?>>();
        for (int i = 0; i < 8; i++) {
            clients.add(threads.submit(() -> {
                var client = TestClient.to(port);
                while (isRunning.get()) {
                    var path = "/api/movies/" + number.incrementAndGet();
                    var answer = client.send(method, path, "{}");
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
            }));
        }
        meanwhile.run();
        isRunning.set(false);
        for (var client : clients) client.get();
        threads.shutdown();
        return statuses;
    }

    private static void awaitMore(Backend backend, int requests) {
        int before = backend.requests.size();
        TestClient.await("load", () -> backend.requests.size() >= before + requests);
    }

    @Test
    void load_is_shared_evenly() throws Exception {
        try (var three = new Backend(inFlight -> WORK);
                var gateway = Backend.gateway(64, DEADLINE, one, two, three)) {
            var statuses = load(gateway.port(), "GET", () -> awaitMore(one, 100));
            int all = statuses.get(200);
            assertEquals(Map.of(200, all), statuses);
            for (int share : Backend.shares(one, two, three))
                assertTrue(Math.abs(share - all / 3) <= 1, share + " of " + all);
        }
    }

    @Test
    void no_get_fails_when_one_is_killed() throws Exception {
        try (var gateway = Backend.gateway(64, DEADLINE, one, two)) {
            var statuses = load(gateway.port(), "GET", () -> {
                awaitMore(one, 100);
                one.kill();
                awaitMore(two, 500);
            });
            assertEquals(Map.of(200, statuses.get(200)), statuses);
        }
    }

    @Test
    void a_post_is_never_done_twice_and_only_those_in_work_fail_with_the_one_that_is_killed() throws Exception {
        try (var gateway = Backend.gateway(64, DEADLINE, one, two)) {
            var statuses = load(gateway.port(), "POST", () -> {
                awaitMore(one, 100);
                one.kill();
                awaitMore(two, 500);
            });
            var done = new ArrayList<>(one.requests);
            done.addAll(two.requests);
            assertEquals(new HashSet<>(done).size(), done.size());
            int failed = statuses.getOrDefault(502, 0);
            assertTrue(failed <= 8, statuses.toString());
            assertEquals(statuses.get(200) + failed, number.get(), statuses.toString());
        }
    }

    @Test
    void two_gateways_side_by_side_need_nothing_from_each_other() throws Exception {
        try (var right = Backend.gateway(64, DEADLINE, one, two)) {
            var left = Backend.gateway(64, DEADLINE, one, two);
            for (int i = 0; i < 20; i++) {
                assertEquals(200, TestClient.to(left.port()).get("/api/movies").status());
                assertEquals(200, TestClient.to(right.port()).get("/api/movies").status());
            }
            assertEquals(List.of(20, 20), Backend.shares(one, two));
            left.close();
            assertEquals(200, TestClient.to(right.port()).get("/api/movies").status());
        }
    }

    @Test
    void each_try_has_a_line_and_a_place_among_the_numbers() throws Exception {
        try (var log = new LogLines("");
                var gateway = Backend.gateway(8, DEADLINE, one, two)) {
            one.kill();
            var client = TestClient.to(gateway.port());
            assertEquals(200, client.post("/api/movies/5", "{}").status());
            assertTrue(log.has("to movie at %s, attempt 1: POST /movies/5 refused "
                    .formatted(one.address().getAuthority())));
            assertTrue(log.has("to movie at %s, attempt 2: POST /movies/5 200 "
                    .formatted(two.address().getAuthority())));
            assertNumbers(
                    client,
                    "upstream_requests_total{service=\"movie\",outcome=\"refused\"} 1",
                    "upstream_requests_total{service=\"movie\",outcome=\"200\"} 1",
                    "upstream_request_duration_seconds_count{service=\"movie\"} 2",
                    "upstream_breaker_state{service=\"movie\",instance=\"%s\"} 0"
                            .formatted(two.address().getAuthority()),
                    "gateway_in_flight{service=\"movie\"} 0");
        }
    }

    @Test
    void a_breaker_that_opens_and_a_read_that_is_repeated_are_seen() throws Exception {
        try (var log = new LogLines("");
                var rubbish = Wire.answering("rubbish\r\n\r\n");
                var gateway = Backend.gateway(8, DEADLINE, Wire.address(rubbish))) {
            var client = TestClient.to(gateway.port());
            for (int i = 0; i < 3; i++) client.get("/api/movies");
            assertEquals("movie-unavailable", client.get("/api/movies").problem());
            assertTrue(log.has("to movie: not sent, the circuit breaker of every instance is open"));
            assertNumbers(
                    client,
                    "upstream_requests_total{service=\"movie\",outcome=\"broken\"} 5",
                    "upstream_requests_total{service=\"movie\",outcome=\"rests\"} 1",
                    "upstream_breaker_state{service=\"movie\",instance=\"%s\"} 2"
                            .formatted(Wire.address(rubbish).getAuthority()));
            var metrics = client.get("/metrics").text();
            assertTrue(metrics.contains("upstream_retries_total{service=\"movie\"} "), metrics);
        }
    }

    private static void assertNumbers(TestClient client, String... lines) {
        var metrics = client.get("/metrics").text();
        for (var line : lines) assertTrue(metrics.contains(line + "\n"), line + " in " + metrics);
    }
}
