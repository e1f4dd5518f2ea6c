package nontonyuk.labs.system;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of the jars while a dependency is late or away. */
class OutageIT {
    private static final String ORDER = "{\"movie_title\":\"Inception\",\"qty\":1}";

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    @BeforeAll
    static void makeDatabase() {
        system = new RunningSystem(folder.resolve("database"));
        system.startDatabase(); // once: its files then exist, and later starts are quick
        system.database().stop();
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth movie order gateway", "gateway order movie auth", "order gateway auth movie",
                "movie auth gateway order", "gateway auth order movie", "order movie gateway auth"
            })
    void in_any_order_and_before_the_database_the_services_come_good_by_themselves(String order) {
        for (var service : order.split(" ")) system.start(service).awaitLog("waiting for ");
        for (var service : List.of("auth", "movie", "order")) {
            await(service + " to miss its database", () -> {
                var ready = system.client(service).get("/health/ready");
                return ready.status() == 503 && ready.text().contains("Waiting for database");
            });
        }
        assertEquals("not-ready", system.client("gateway").get("/health/ready").problem());
        assertEquals(200, system.client("gateway").get("/health/live").status());
        system.startTmdb();
        system.startDatabase();
        system.awaitReady();
        await("movies", () -> movies() >= 60);
    }

    private static int movies() {
        var answer = system.client("gateway").as(system.adminToken()).get("/api/movies?per_page=1");
        return answer.json().path("meta").path("total").asInt();
    }

    @Test
    void without_movie_nothing_is_ordered_and_with_it_again_all_is_well() {
        system.startAll();
        await("movies", () -> movies() >= 60);
        var client = system.client("gateway").as(system.token("eka@example.com"));
        system.process("movie").kill();
        var answer = client.post("/api/orders", ORDER);
        assertEquals("503 movie-unavailable", answer.status() + " " + answer.problem());
        assertEquals("1", answer.header("Retry-After"));
        assertEquals(503, client.get("/api/movies").status());
        assertEquals(
                0, client.get("/api/orders").json().path("meta").path("total").asInt());
        system.start("movie");
        system.awaitReady();
        assertEquals(201, client.post("/api/orders", ORDER).status());
    }

    @Test
    void a_database_that_dies_is_missed_and_one_that_returns_has_lost_nothing() {
        system.startAll();
        await("movies", () -> movies() >= 60);
        var client = system.client("gateway").as(system.token("fajar@example.com"));
        var order = client.post("/api/orders", ORDER);
        assertEquals(201, order.status());
        system.database().kill();
        for (var service : List.of("auth", "movie", "order")) {
            await(
                    service + " to notice",
                    () -> system.client(service).get("/health/ready").status() == 503);
        }
        var answer = client.get(order.header("Location"));
        assertEquals("503 database-unavailable", answer.status() + " " + answer.problem());
        system.startDatabase();
        system.awaitReady();
        assertEquals(order.data(), client.get(order.header("Location")).data());
    }

    @Test
    void an_idle_service_ends_within_a_second_of_sigterm() {
        system.startAll();
        // Callers start before the services that they call.
        for (var service : List.of("gateway", "order", "movie", "auth")) {
            long milliseconds = fastestEnd(service);
            assertTrue(milliseconds < 1000, service + " took " + milliseconds + " ms");
            assertTrue(system.process(service).log().contains("stopped"), service + " did not say that it stopped");
        }
    }

    /** The fastest of three ends, because another process may have the processor meanwhile. */
    private static long fastestEnd(String service) {
        long milliseconds = system.process(service).awaitIdle().terminate();
        for (int again = 0; again < 2 && milliseconds >= 1000; again++) {
            system.start(service);
            system.awaitReady(service);
            milliseconds = system.process(service).awaitIdle().terminate();
        }
        return milliseconds;
    }

    @Test
    void a_request_in_flight_is_finished_after_sigterm() throws Exception {
        try (var auth = new MockWebServer()) {
            auth.start();
            var address = "http://127.0.0.1:" + auth.getPort();
            var gateway = RunningSystem.startAlone(
                    "gateway",
                    Map.of(
                            "GATEWAY_PORT", "0",
                            "AUTH_URL", address,
                            "MOVIE_URL", "http://127.0.0.1:9",
                            "ORDER_URL", "http://127.0.0.1:9",
                            "TMDB_URL", "http://127.0.0.1:9",
                            "GATEWAY_CLIENT_SECRET", "only-for-this-test-run"));
            var arrived = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            auth.setDispatcher(answerWhenTold(arrived, goOn));
            gateway.awaitLog("listens on");
            int port = Integer.parseInt(gateway.log().replaceAll("(?s).*listens on http://127.0.0.1:(\\d+).*", "$1"));
            var answer = CompletableFuture.supplyAsync(() -> TestClient.to(port).post("/api/register", "{}"));
            assertTrue(arrived.await(30, TimeUnit.SECONDS));
            var ended = CompletableFuture.supplyAsync(gateway::terminate);
            gateway.awaitLog("stopping, 1 requests in flight");
            goOn.countDown();
            assertEquals(200, answer.get().status());
            assertTrue(ended.get() < 5000);
        }
    }

    private static Dispatcher answerWhenTold(CountDownLatch arrived, CountDownLatch goOn) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (!request.getUrl().encodedPath().equals("/register")) {
                    // The answer of an auth that is not ready; a plain 503 would open the circuit breaker.
                    return new MockResponse.Builder()
                            .code(503)
                            .addHeader("Retry-After", 1)
                            .build();
                }
                arrived.countDown();
                goOn.await(30, TimeUnit.SECONDS);
                return new MockResponse.Builder()
                        .body("{\"message\":\"finished\"}")
                        .build();
            }
        };
    }
}
