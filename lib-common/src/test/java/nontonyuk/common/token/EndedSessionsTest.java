package nontonyuk.common.token;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
    /** A stand-in for auth that publishes this list, or answers 503 for {@code null}. */
    private static MockWebServer auth(AtomicReference<String> ended) throws IOException {
        var server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var list = ended.get();
                assertEquals("/sessions/ended", request.getUrl().encodedPath());
                return list == null
                        ? new MockResponse.Builder().code(503).build()
                        : new MockResponse.Builder()
                                .body("{\"message\": \"\", \"data\": [" + list + "]}")
                                .build();
            }
        });
        server.start();
        return server;
    }

    private static EndedSessions follow(MockWebServer auth) {
        return follow(auth, System::nanoTime);
    }

    private static EndedSessions follow(MockWebServer auth, LongSupplier clock) {
        var address = URI.create("http://127.0.0.1:" + auth.getPort());
        var upstream = new Upstream("auth", List.of(address), clock);
        return EndedSessions.follow(upstream, Duration.ofMillis(20));
    }

    @Test
    void what_auth_publishes_arrives_by_itself() throws Exception {
        var list = new AtomicReference<>("\"a\"");
        try (var auth = auth(list);
                var sessions = follow(auth)) {
            sessions.probe();
            assertTrue(sessions.hasEnded("a"));
            assertFalse(sessions.hasEnded("b"));
            list.set("\"a\", \"b\"");
            TestClient.await("the news", () -> sessions.hasEnded("b"));
            list.set("\"b\"");
            TestClient.await("a to be forgotten", () -> !sessions.hasEnded("a"));
        }
    }

    @Test
    void while_auth_is_away_the_last_copy_stays_in_force() throws Exception {
        var list = new AtomicReference<>("\"a\"");
        try (var auth = auth(list);
                var sessions = follow(auth)) {
            sessions.probe();
            list.set(null);
            int before = auth.getRequestCount();
            TestClient.await("a look in vain", () -> auth.getRequestCount() > before + 1);
            assertTrue(sessions.hasEnded("a"));
            sessions.probe(); // the copy is enough
            list.set("\"a\", \"b\"");
            TestClient.await("the news", () -> sessions.hasEnded("b"));
        }
    }

    @Test
    void before_the_first_copy_nobody_can_be_let_in() throws Exception {
        try (var auth = auth(new AtomicReference<>());
                var sessions = follow(auth)) {
            assertThrows(IOException.class, sessions::probe);
            var problem = assertThrows(Problem.class, () -> sessions.hasEnded("a"));
            assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
        }
    }

    @Test
    void an_error_does_not_end_the_following() throws Exception {
        var list = new AtomicReference<>("\"a\"");
        var errors = new AtomicInteger();
        LongSupplier clock = () -> {
            if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new OutOfMemoryError("made up");
            return System.nanoTime();
        };
        try (var auth = auth(list);
                var sessions = follow(auth, clock)) {
            sessions.probe();
            errors.set(1);
            TestClient.await("the error", () -> errors.get() == 0);
            list.set("\"a\", \"b\"");
            TestClient.await("the news", () -> sessions.hasEnded("b"));
        }
    }
}
