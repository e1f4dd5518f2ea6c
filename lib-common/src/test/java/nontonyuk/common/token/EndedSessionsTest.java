package nontonyuk.common.token;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import mockwebserver3.*;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.*;

class EndedSessionsTest {
    private final AtomicReference<String> list = new AtomicReference<>("\"a\"");
    private final AtomicInteger errors = new AtomicInteger();

    @AutoClose
    private final MockWebServer auth = new MockWebServer();

    @AutoClose
    private EndedSessions sessions;

    /** Auth publishes the list, or answers 503 while it is {@code null}. */
    @BeforeEach
    void start() throws IOException {
        auth.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                assertEquals("/sessions/ended", request.getUrl().encodedPath());
                var ended = list.get();
                var answer = new MockResponse.Builder();
                if (ended == null) return answer.code(503).build();
                return answer.body("{\"message\": \"\", \"data\": [" + ended + "]}")
                        .build();
            }
        });
        auth.start();
    }

    private void follow() {
        LongSupplier clock = () -> {
            if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new OutOfMemoryError("made up");
            return System.nanoTime();
        };
        var address = URI.create("http://127.0.0.1:" + auth.getPort());
        sessions = EndedSessions.follow(new Upstream("auth", List.of(address), clock), Duration.ofMillis(20));
    }

    @Test
    void what_auth_publishes_arrives_by_itself() throws Exception {
        follow();
        sessions.probe();
        assertTrue(sessions.hasEnded("a"));
        assertFalse(sessions.hasEnded("b"));
        list.set("\"a\", \"b\"");
        TestClient.await("the news", () -> sessions.hasEnded("b"));
        list.set("\"b\"");
        TestClient.await("a to be forgotten", () -> !sessions.hasEnded("a"));
    }

    @Test
    void while_auth_is_away_the_last_copy_stays_in_force() throws Exception {
        follow();
        sessions.probe();
        list.set(null);
        int before = auth.getRequestCount();
        TestClient.await("a look in vain", () -> auth.getRequestCount() > before + 1);
        assertTrue(sessions.hasEnded("a"));
        sessions.probe(); // the copy is enough
        list.set("\"a\", \"b\"");
        TestClient.await("the news", () -> sessions.hasEnded("b"));
    }

    @Test
    void before_the_first_copy_nobody_can_be_let_in() {
        list.set(null);
        follow();
        assertThrows(IOException.class, sessions::probe);
        var problem = assertThrows(Problem.class, () -> sessions.hasEnded("a"));
        assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
    }

    @Test
    void an_error_does_not_end_the_following() throws Exception {
        follow();
        sessions.probe();
        errors.set(1);
        TestClient.await("the error", () -> errors.get() == 0);
        list.set("\"a\", \"b\"");
        TestClient.await("the news", () -> sessions.hasEnded("b"));
    }
}
