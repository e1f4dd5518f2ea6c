package nontonyuk.common.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.common.client.Outcome.Kind;
import org.junit.jupiter.api.*;

class HttpCallTest {
    @AutoClose
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        other.start();
    }

    private Outcome send(MockResponse.Builder answer, int maxBytes) {
        other.enqueue(answer.build());
        return send(Duration.ofSeconds(5), maxBytes);
    }

    private Outcome send(Duration deadline, int maxBytes) {
        return HttpCall.send(HttpRequest.newBuilder(other.url("/x").uri()).build(), deadline, maxBytes);
    }

    private static MockResponse.Builder large() {
        return new MockResponse.Builder().body("x".repeat(100));
    }

    @Test
    void an_answer_comes_whole() throws Exception {
        var answer = send(new MockResponse.Builder().code(418).body("hello"), 5).answer();
        assertEquals(418, answer.statusCode());
        assertEquals("hello", new String(answer.body(), UTF_8));
        assertNull(other.takeRequest().getHeaders().get("Upgrade"));
    }

    @Test
    void one_that_is_too_large_is_refused() {
        var outcome = send(new MockResponse.Builder().body("hello!"), 5);
        assertEquals(Kind.TOO_LARGE, outcome.kind());
        assertTrue(outcome.reason().contains("larger than 5 bytes"), outcome.reason());
    }

    @Test
    void the_deadline_covers_a_body_that_stalls() {
        other.enqueue(large().bodyDelay(1, TimeUnit.HOURS).build());
        assertEquals(Kind.TIMED_OUT, send(Duration.ofMillis(200), 100).kind());
    }

    @Test
    void a_redirect_is_an_answer_like_others() {
        var redirect = new MockResponse.Builder().code(302).addHeader("Location", "/y");
        assertEquals(302, send(redirect, 100).answer().statusCode());
        assertEquals(1, other.getRequestCount());
    }

    @Test
    void nobody_there_and_a_broken_connection_are_told_apart() {
        var broken = large().onResponseBody(new SocketEffect.CloseSocket());
        assertEquals(Kind.BROKEN, send(broken, 1000).kind());
        other.close();
        assertEquals(Kind.REFUSED, send(Duration.ofSeconds(5), 100).kind());
    }

    /** It runs in a JVM of its own: JUnit loads the common pool before {@code JdkProperties} sets its size. */
    static final class Calls {
        private static final int NUMBER = 50;

        public static void main(String[] args) {
            var request = HttpRequest.newBuilder(URI.create(args[0])).build();
            for (int i = 0; i < NUMBER; i++) HttpCall.send(request, Duration.ofSeconds(5), 100);
            System.out.println(ManagementFactory.getThreadMXBean().getTotalStartedThreadCount());
        }
    }

    @Test
    void on_two_cores_a_call_starts_no_thread_of_its_own() throws Exception {
        for (int i = 0; i < Calls.NUMBER; i++) other.enqueue(large().build());
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var url = other.url("/x").toString();
        var command = List.of(java, "-XX:ActiveProcessorCount=2", "-cp", classes, Calls.class.getName(), url);
        var process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        int threads = Integer.parseInt(process.inputReader().readLine());
        assertTrue(threads < Calls.NUMBER, threads + " threads for " + Calls.NUMBER + " calls");
    }
}
