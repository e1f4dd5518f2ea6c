package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.common.LogLines;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.Backend;
import nontonyuk.gateway.TestGateway;
import nontonyuk.gateway.Wire;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it reads the log of the process")
class ForwarderFailureTest {
    private static final int MAX_ANSWER = 4 * 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofMillis(700);
    private static final long SCHEDULING = 600; // a busy machine may take so much longer

    @AutoClose
    private final TestGateway gateway = new TestGateway(DEADLINE);

    private static MockResponse.Builder answer() {
        return new MockResponse.Builder();
    }

    private static void assertProblem(int status, String code, TestClient.Answer answer) {
        assertEquals(code, answer.problem());
        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.json().path("instance").asText().startsWith("/api/"), answer.text());
    }

    @Test
    void nobody_listens() {
        gateway.movie.close();
        try (var log = new LogLines("")) {
            var answer = gateway.customer().get("/api/movies");
            assertProblem(503, "movie-unavailable", answer);
            assertEquals("1", answer.header("Retry-After"));
            assertTrue(log.has("GET /movies refused "));
        }
    }

    @Test
    void it_stalls_before_the_answer() {
        gateway.movie.enqueue(answer().headersDelay(1, TimeUnit.HOURS).build());
        assertTimesOut();
    }

    @Test
    void it_stalls_inside_the_body() {
        gateway.movie.enqueue(answer().body("x".repeat(1000))
                .throttleBody(10, 1, TimeUnit.HOURS)
                .build());
        assertTimesOut();
    }

    @Test
    void it_trickles_without_an_end() {
        gateway.movie.enqueue(answer().body("x".repeat(100_000))
                .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                .build());
        assertTimesOut();
    }

    private void assertTimesOut() {
        gateway.order.enqueue(answer().build());
        gateway.customer().get("/api/orders"); // loads classes and opens connections
        long start = System.nanoTime();
        var answer = gateway.customer().get("/api/movies");
        long took = (System.nanoTime() - start) / 1_000_000;
        assertProblem(504, "movie-timeout", answer);
        assertTrue(took >= DEADLINE.toMillis() && took < DEADLINE.toMillis() + SCHEDULING, took + " ms");
    }

    @Test
    void the_connection_breaks_before_the_answer() {
        gateway.order.enqueue(
                answer().onRequestBody(new SocketEffect.CloseSocket()).build());
        assertProblem(502, "order-broken", gateway.customer().post("/api/orders", "{}"));
        assertEquals(1, gateway.order.getRequestCount()); // the gateway never repeats a POST
    }

    @Test
    void the_connection_breaks_inside_the_body() {
        var cut = answer().body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
        gateway.movie.enqueue(cut);
        gateway.movie.enqueue(cut); // the gateway repeats a GET once
        assertProblem(502, "movie-broken", gateway.customer().get("/api/movies"));
        assertEquals(2, gateway.movie.getRequestCount());
    }

    @Test
    void the_answer_is_as_large_as_may_be() {
        gateway.movie.enqueue(answer().body("x".repeat(MAX_ANSWER)).build());
        assertEquals(MAX_ANSWER, gateway.customer().get("/api/movies").text().length());
    }

    @Test
    void the_answer_is_too_large() {
        gateway.movie.enqueue(answer().body("x".repeat(MAX_ANSWER + 1)).build());
        assertProblem(502, "movie-broken", gateway.customer().get("/api/movies"));
        gateway.movie.enqueue(
                answer().chunkedBody("x".repeat(MAX_ANSWER + 1), 65_536).build());
        assertProblem(502, "movie-broken", gateway.customer().get("/api/movies"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nETag: a\u0001b\r\nContent-Length: 0\r\n\r\n",
                ""
            })
    void the_answer_is_rubbish(String rubbish) throws Exception {
        try (var server = Wire.answering(rubbish)) {
            try (var alone = Backend.gateway(1, DEADLINE, Wire.address(server))) {
                var answer = TestClient.to(alone.port()).get("/api/movies");
                assertProblem(502, "movie-broken", answer);
            }
        }
    }
}
