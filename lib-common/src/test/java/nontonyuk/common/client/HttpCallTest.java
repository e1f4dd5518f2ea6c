package nontonyuk.common.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import nontonyuk.common.client.Outcome.Kind;
import org.junit.jupiter.api.*;

class HttpCallTest {
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        other.start();
    }

    @AfterEach
    void stop() {
        other.close();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(other.url("/x").uri()).build();
    }

    @Test
    void an_answer_comes_whole() throws Exception {
        other.enqueue(new MockResponse.Builder().code(418).body("hello").build());
        var answer = HttpCall.send(request(), Duration.ofSeconds(5), 5).answer();
        assertEquals(418, answer.statusCode());
        assertEquals("hello", new String(answer.body(), UTF_8));
        assertTrue(other.takeRequest().getHeaders().get("Upgrade") == null);
    }

    @Test
    void one_that_is_too_large_is_refused() {
        other.enqueue(new MockResponse.Builder().body("hello!").build());
        var outcome = HttpCall.send(request(), Duration.ofSeconds(5), 5);
        assertEquals(Kind.TOO_LARGE, outcome.kind());
        assertTrue(outcome.reason().contains("larger than 5 bytes"), outcome.reason());
    }

    @Test
    void the_deadline_covers_a_body_that_stalls() {
        other.enqueue(new MockResponse.Builder()
                .body("x".repeat(100))
                .bodyDelay(1, TimeUnit.HOURS)
                .build());
        assertEquals(
                Kind.TIMED_OUT,
                HttpCall.send(request(), Duration.ofMillis(200), 100).kind());
    }

    @Test
    void a_redirect_is_an_answer_like_others() throws Exception {
        other.enqueue(
                new MockResponse.Builder().code(302).addHeader("Location", "/y").build());
        assertEquals(
                302,
                HttpCall.send(request(), Duration.ofSeconds(5), 100).answer().statusCode());
        assertEquals(1, other.getRequestCount());
    }

    @Test
    void nobody_there_and_a_broken_connection_are_told_apart() throws IOException {
        other.enqueue(new MockResponse.Builder()
                .body("x".repeat(100))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertEquals(
                Kind.BROKEN,
                HttpCall.send(request(), Duration.ofSeconds(5), 1000).kind());
        int free;
        try (var socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + free)).build();
        assertEquals(
                Kind.REFUSED, HttpCall.send(nobody, Duration.ofSeconds(5), 100).kind());
    }
}
