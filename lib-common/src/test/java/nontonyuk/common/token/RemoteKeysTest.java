package nontonyuk.common.token;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static URI address(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private static Upstream upstream(URI address) {
        return new Upstream("auth", List.of(address));
    }

    @Test
    void keys_are_fetched_once_and_an_unknown_id_makes_no_flood() throws IOException {
        try (var auth = new MockWebServer()) {
            auth.start();
            auth.enqueue(new MockResponse.Builder().body(TestTokens.jwks()).build());
            var keys = new RemoteKeys(upstream(address(auth)));
            assertEquals(Optional.of(TestTokens.publicKey()), keys.find("test-key"));
            assertEquals(Optional.empty(), keys.find("other"));
            for (int i = 0; i < 50; i++) assertEquals(Optional.empty(), keys.find("forged-" + i));
            assertEquals(1, auth.getRequestCount());
            keys.probe();
            assertEquals(1, auth.getRequestCount());
        }
    }

    @Test
    void without_any_keys_nobody_can_be_verified_and_a_503_says_so() throws IOException {
        int port;
        try (var auth = new MockWebServer()) {
            auth.start();
            port = auth.getPort();
            auth.enqueue(new MockResponse.Builder().code(503).build());
            auth.enqueue(new MockResponse.Builder().body("rubbish").build());
            var keys = new RemoteKeys(upstream(address(auth)));
            for (int i = 0; i < 2; i++) {
                var problem = assertThrows(Problem.class, () -> keys.find("test-key"));
                assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
            }
        }
        var gone = new RemoteKeys(upstream(URI.create("http://127.0.0.1:" + port)));
        assertEquals(
                "auth is not there yet",
                assertThrows(IOException.class, gone::probe).getMessage());
    }

    @Test
    void all_who_come_with_a_new_key_at_once_wait_for_the_one_that_fetches_it() throws Exception {
        var threads = Executors.newCachedThreadPool();
        try (var auth = new MockWebServer()) {
            auth.start();
            auth.enqueue(answer().headersDelay(300, TimeUnit.MILLISECONDS).build());
            var keys = new RemoteKeys(upstream(address(auth)));
            Callable<Optional<RSAPublicKey>> find = () -> keys.find("test-key");
            for (var found : threads.invokeAll(Collections.nCopies(20, find))) {
                assertEquals(Optional.of(TestTokens.publicKey()), found.get());
            }
            assertEquals(1, auth.getRequestCount());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void where_a_look_fails_an_unknown_key_is_a_503_and_a_known_one_is_still_good() throws IOException {
        try (var auth = new MockWebServer()) {
            auth.start();
            auth.enqueue(answer().build());
            auth.enqueue(new MockResponse.Builder().code(503).build());
            auth.enqueue(answer().build());
            var keys = new RemoteKeys(upstream(address(auth)), Duration.ZERO, Duration.ofHours(1));
            assertEquals(Optional.of(TestTokens.publicKey()), keys.find("test-key"));
            var problem = assertThrows(Problem.class, () -> keys.find("new"));
            assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
            assertEquals(Optional.of(TestTokens.publicKey()), keys.find("test-key"));
            assertEquals(Optional.empty(), keys.find("new"));
        }
    }

    @Test
    void from_time_to_time_they_are_fetched_anew_so_that_a_withdrawn_one_goes() throws IOException {
        try (var auth = new MockWebServer()) {
            auth.start();
            auth.enqueue(answer().build());
            auth.enqueue(new MockResponse.Builder().code(503).build());
            auth.enqueue(new MockResponse.Builder()
                    .body(TestTokens.jwks().replace("test-key", "next-key"))
                    .build());
            var keys = new RemoteKeys(upstream(address(auth)), Duration.ofHours(1), Duration.ZERO);
            for (int i = 0; i < 2; i++) {
                keys.probe(); // a failed fetch keeps the old keys
                assertEquals(Optional.of(TestTokens.publicKey()), keys.find("test-key"));
            }
            keys.probe();
            assertEquals(Optional.of(TestTokens.publicKey()), keys.find("next-key"));
            assertEquals(Optional.empty(), keys.find("test-key"));
        }
    }

    private static MockResponse.Builder answer() {
        return new MockResponse.Builder().body(TestTokens.jwks());
    }
}
