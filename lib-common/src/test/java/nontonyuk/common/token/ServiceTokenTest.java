package nontonyuk.common.token;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import mockwebserver3.*;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTokenTest {
    private static final String SECRET = "sixteen letters!";

    @AutoClose
    private final MockWebServer auth = new MockWebServer();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1); // the clock overflows during the test
    private ServiceToken token;

    @BeforeEach
    void start() throws IOException {
        auth.start();
        token = new ServiceToken(client(), "order", SECRET, nanoTime::get);
    }

    private ServiceClient client() {
        var address = URI.create("http://127.0.0.1:" + auth.getPort());
        return new ServiceClient(new Upstream("auth", List.of(address)), Duration.ofSeconds(20));
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** Auth's answer: a token with a lifetime of one minute. */
    private static MockResponse good(String token) {
        return answer(200, """
                {"message": "Token issued",
                 "data": {"access_token": "%s", "token_type": "Bearer", "expires_in": 60}}""".formatted(token));
    }

    private String refusal() {
        var problem = assertThrows(Problem.class, token::authorization);
        assertFalse(problem.getMessage().contains(SECRET), problem.getMessage());
        return problem.status() + " " + problem.code();
    }

    @Test
    void a_token_is_kept_until_less_than_a_third_of_its_life_is_left() throws Exception {
        auth.enqueue(good("first"));
        auth.enqueue(good("second"));
        assertEquals("Bearer first", token.authorization());
        nanoTime.addAndGet(Duration.ofSeconds(40).toNanos());
        assertEquals("Bearer first", token.authorization());
        assertEquals(1, auth.getRequestCount());
        nanoTime.incrementAndGet();
        assertEquals("Bearer second", token.authorization());
        assertEquals("Bearer second", token.authorization());
        assertEquals(2, auth.getRequestCount());

        var request = auth.takeRequest();
        assertEquals("POST /service-token HTTP/1.1", request.getRequestLine());
        assertEquals(
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"order\","
                        + "\"client_secret\":\"sixteen letters!\"}",
                request.getBody().utf8());
    }

    @Test
    void whoever_comes_while_it_is_fetched_waits_for_it_and_makes_no_call_of_his_own() throws Exception {
        var goOn = new CountDownLatch(1);
        auth.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                goOn.await();
                return good("shared");
            }
        });
        var got = new ConcurrentLinkedQueue<String>();
        var threads = Stream.generate(() -> new Thread(() -> got.add(token.authorization())))
                .limit(8)
                .toList();
        threads.forEach(Thread::start);
        TestClient.await("a call", () -> auth.getRequestCount() > 0);
        TestClient.await("all to wait", () -> threads.stream().allMatch(ServiceTokenTest::waits));
        goOn.countDown();
        for (var thread : threads) thread.join();
        assertEquals("Bearer shared", String.join("", java.util.Set.copyOf(got)));
        assertEquals(8, got.size());
        assertEquals(1, auth.getRequestCount());
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    @Test
    void without_auth_a_503_says_so_and_the_next_call_asks_again() {
        auth.enqueue(answer(503, "{\"type\": \"/problems/database-unavailable\"}"));
        auth.enqueue(good("late"));
        assertEquals("503 auth-unavailable", refusal());
        assertEquals("Bearer late", token.authorization());
        nanoTime.addAndGet(Duration.ofSeconds(61).toNanos());
        auth.close();
        assertEquals("503 auth-unavailable", refusal());
    }

    @Test
    void a_secret_that_auth_refuses_is_told_as_the_fault_of_our_side() {
        auth.enqueue(answer(401, "{\"type\": \"/problems/wrong-credentials\"}"));
        assertEquals("502 auth-refused", refusal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "[]",
                "{\"data\": null}",
                "{\"data\": {}}",
                "{\"data\": {\"access_token\": null, \"expires_in\": 60}}",
                "{\"data\": {\"access_token\": \"a\", \"expires_in\": \"soon\"}}",
            })
    void an_answer_that_holds_no_token_is_told_as_broken(String body) {
        auth.enqueue(answer(200, body));
        assertEquals("502 auth-broken", refusal());
    }
}
