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
import mockwebserver3.*;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.*;

class RemoteKeysTest {
    @AutoClose
    private final MockWebServer auth = new MockWebServer();

    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        auth.start();
        upstream = new Upstream("auth", List.of(URI.create("http://127.0.0.1:" + auth.getPort())));
    }

    private static MockResponse.Builder answer(String body) {
        return new MockResponse.Builder().body(body);
    }

    private static MockResponse published() {
        return answer(TestTokens.jwks()).build();
    }

    private static MockResponse unavailable() {
        return new MockResponse.Builder().code(503).build();
    }

    private static void assertFound(RemoteKeys keys, String keyId) {
        assertEquals(Optional.of(TestTokens.publicKey()), keys.find(keyId));
    }

    private static void assertUnavailable(RemoteKeys keys, String keyId) {
        var problem = assertThrows(Problem.class, () -> keys.find(keyId));
        assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
    }

    @Test
    void keys_are_fetched_once_and_an_unknown_id_makes_no_flood() throws IOException {
        auth.enqueue(published());
        var keys = new RemoteKeys(upstream);
        assertFound(keys, "test-key");
        assertEquals(Optional.empty(), keys.find("other"));
        for (int i = 0; i < 50; i++) assertEquals(Optional.empty(), keys.find("forged-" + i));
        assertEquals(1, auth.getRequestCount());
        keys.probe();
        assertEquals(1, auth.getRequestCount());
    }

    @Test
    void without_any_keys_nobody_can_be_verified_and_a_503_says_so() {
        auth.enqueue(unavailable());
        auth.enqueue(answer("rubbish").build());
        var keys = new RemoteKeys(upstream);
        for (int i = 0; i < 2; i++) assertUnavailable(keys, "test-key");
        auth.close();
        var gone = assertThrows(IOException.class, new RemoteKeys(upstream)::probe);
        assertEquals("auth is not there yet", gone.getMessage());
    }

    @Test
    void all_who_come_with_a_new_key_at_once_wait_for_the_one_that_fetches_it() throws Exception {
        var threads = Executors.newCachedThreadPool();
        auth.enqueue(answer(TestTokens.jwks())
                .headersDelay(300, TimeUnit.MILLISECONDS)
                .build());
        var keys = new RemoteKeys(upstream);
        Callable<Optional<RSAPublicKey>> find = () -> keys.find("test-key");
        for (var found : threads.invokeAll(Collections.nCopies(20, find))) {
            assertEquals(Optional.of(TestTokens.publicKey()), found.get());
        }
        assertEquals(1, auth.getRequestCount());
        threads.shutdownNow();
    }

    @Test
    void where_a_look_fails_an_unknown_key_is_a_503_and_a_known_one_is_still_good() {
        auth.enqueue(published());
        auth.enqueue(unavailable());
        auth.enqueue(published());
        var keys = new RemoteKeys(upstream, Duration.ZERO, Duration.ofHours(1));
        assertFound(keys, "test-key");
        assertUnavailable(keys, "new");
        assertFound(keys, "test-key");
        assertEquals(Optional.empty(), keys.find("new"));
    }

    @Test
    void from_time_to_time_they_are_fetched_anew_so_that_a_withdrawn_one_goes() throws IOException {
        auth.enqueue(published());
        auth.enqueue(unavailable());
        auth.enqueue(answer(TestTokens.jwks().replace("test-key", "next-key")).build());
        var keys = new RemoteKeys(upstream, Duration.ofHours(1), Duration.ZERO);
        for (int i = 0; i < 2; i++) {
            keys.probe(); // a failed fetch keeps the old keys
            assertFound(keys, "test-key");
        }
        keys.probe();
        assertFound(keys, "next-key");
        assertEquals(Optional.empty(), keys.find("test-key"));
    }
}
