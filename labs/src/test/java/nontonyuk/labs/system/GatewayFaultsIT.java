package nontonyuk.labs.system;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.labs.faults.Fault;
import nontonyuk.labs.faults.FaultProxy;
import nontonyuk.labs.running.RunningJar;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** The answers of the gateway, and their delay, while two instances of movie fail in every way. */
class GatewayFaultsIT {
    private static final int DEADLINE_MS = 1000;
    private static final int LATE_MS = 10_000; // the extra time of a busy machine

    private static MockWebServer services;
    private static FaultProxy one;
    private static FaultProxy two;
    private static RunningJar gateway;
    private static TestClient client;

    @BeforeAll
    static void start() throws IOException {
        services = new MockWebServer();
        services.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var body = switch (request.getTarget()) {
                    case "/.well-known/jwks.json" -> TestTokens.jwks();
                    case "/sessions/ended" -> "{\"data\": []}";
                    default -> "{\"data\": \"as it should be\"}";
                };
                return new MockResponse.Builder().body(body).build();
            }
        });
        services.start();
        var address = "http://127.0.0.1:" + services.getPort();
        one = FaultProxy.start(Ports.free(), URI.create(address));
        two = FaultProxy.start(Ports.free(), URI.create(address));
        var both = one.url() + "," + two.url();
        var deadline = "" + DEADLINE_MS;
        gateway = RunningSystem.startAlone(
                "gateway",
                Map.of(
                        "GATEWAY_PORT", "0",
                        "GATEWAY_DEADLINE_MS", deadline,
                        "AUTH_URL", address,
                        "MOVIE_URL", both,
                        "ORDER_URL", address,
                        "TMDB_URL", "http://127.0.0.1:9",
                        "GATEWAY_CLIENT_SECRET", "only-for-this-test-run"));
        gateway.awaitLog("listens on");
        var port = gateway.log().replaceAll("(?s).*listens on http://127.0.0.1:(\\d+).*", "$1");
        client = TestClient.to(Integer.parseInt(port)).whenReady().as(TestTokens.customer(7));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        one.close();
        two.close();
        services.close();
    }

    /** Both instances work, and the gateway knows it. */
    @BeforeEach
    void recover() {
        fail("none", "none");
        for (var proxy : new FaultProxy[] {one, two}) {
            int before = proxy.forwarded();
            await("requests to " + proxy.url(), () -> get() == 200 && proxy.forwarded() > before);
        }
    }

    private static void fail(String ofOne, String ofTwo) {
        one.set(Fault.read(ofOne));
        two.set(Fault.read(ofTwo));
    }

    private static int get() {
        return client.get("/api/movies").status();
    }

    private static int passed() {
        return one.forwarded() + two.forwarded();
    }

    @ParameterizedTest
    @CsvSource({
        "none,         GET,  200, '',           0,           1",
        "latency 300,  GET,  200, '',           300,         1",
        "stall-before, GET,  504, movie-timeout, " + DEADLINE_MS + ", 1",
        "stall-before, POST, 504, movie-timeout, " + DEADLINE_MS + ", 1",
        "stall-inside, GET,  504, movie-timeout, " + DEADLINE_MS + ", 1",
        "stall-inside, POST, 504, movie-timeout, " + DEADLINE_MS + ", 1",
        "reset,        GET,  502, movie-broken,  0,           2",
        "reset,        HEAD, 502, '',            0,           2",
        "reset,        POST, 502, movie-broken,  0,           1",
        "cut,          GET,  502, movie-broken,  0,           2",
        "cut,          POST, 502, movie-broken,  0,           1",
        "cut,          DELETE, 502, movie-broken, 0,          1",
        "drip 1,       GET,  200, '',            20,          1",
        "drip 100,     GET,  504, movie-timeout, " + DEADLINE_MS + ", 1",
        "drip 100,     POST, 504, movie-timeout, " + DEADLINE_MS + ", 1",
        "error 500,    GET,  500, '',            0,           0",
        "error 503,    POST, 503, '',            0,           0",
    })
    void when_all_instances_fail(String fault, String method, int status, String code, int leastMs, int reached) {
        fail(fault, fault);
        int before = passed();
        long start = System.nanoTime();
        var answer = client.send(method, "/api/movies", "");
        long took = (System.nanoTime() - start) / 1_000_000;
        assertEquals(status, answer.status());
        if (!code.isEmpty()) assertEquals(code, answer.problem());
        assertTrue(took >= leastMs && took < leastMs + LATE_MS, took + " ms");
        assertEquals(reached, passed() - before);
    }

    @Test
    void what_is_given_up_may_still_be_done_later() {
        fail("latency 1500", "latency 1500");
        int before = passed();
        var answer = client.post("/api/movies", "{}");
        assertEquals("504 movie-timeout", answer.status() + " " + answer.problem());
        await("the request to arrive", () -> passed() == before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "cut", "error 500", "error 503"})
    void when_one_fails_at_most_a_few_reads_fail_with_it(String fault) {
        fail(fault, "none");
        long begin = System.nanoTime();
        int failed = 0;
        for (int i = 0; i < 40; i++) if (get() != 200) failed++;
        // The gateway retries a broken call on the other instance. It passes a 500 on, until there were five in a row;
        // after that it tries the instance once a second.
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        assertTrue(failed <= (fault.equals("error 500") ? 5 + seconds : 0), failed + " failed");
    }

    @Test
    void when_one_stalls_it_is_soon_left_alone() {
        fail("stall-before", "none");
        int before = one.forwarded();
        int failed = 0;
        for (int i = 0; i < 20; i++) if (get() != 200) failed++;
        assertTrue(failed == one.forwarded() - before && failed < 10, failed + " failed");
    }

    @Test
    void a_post_is_done_once_whatever_happens_to_its_answer() {
        var faults = new String[] {"reset", "cut", "stall-before", "stall-inside"};
        for (var fault : faults) {
            fail(fault, fault);
            int before = passed();
            client.post("/api/movies", "{}");
            assertEquals(1, passed() - before, fault);
            recover();
        }
    }
}
