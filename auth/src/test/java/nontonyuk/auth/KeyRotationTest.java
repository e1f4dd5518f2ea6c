package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

class KeyRotationTest {
    @AutoClose
    private final TestAuth auth = TestAuth.withAni();

    private final TestRows rows = auth.rows;

    private static String keyId(String token) {
        return JWT.decode(token).getKeyId();
    }

    private static Answer rotate(TestAuth auth, String token) {
        return auth.client.as(token).post("/keys/rotate", "");
    }

    private void pass(String time) {
        rows.update("""
                UPDATE signing_keys
                SET made_at = made_at - INTERVAL %s,
                    retired_at = retired_at - INTERVAL %s""".formatted(time, time));
    }

    @Test
    void the_next_key_is_published_at_once_signs_later_and_the_old_one_goes_last() {
        var old = auth.token();
        var next = rotate(auth, old).expect(200).field("kid");
        assertEquals(List.of(next, keyId(old)), auth.publishedKeys());
        assertEquals(keyId(old), keyId(auth.token()));
        pass("5 MINUTE");
        assertEquals(keyId(old), keyId(auth.token()));
        pass("61 SECOND");
        assertEquals(next, keyId(auth.token()));

        pass("15 MINUTE"); // the last token of the old key has expired
        assertTrue(auth.publishedKeys().contains(keyId(old)));
        auth.client.as(old).get("/me").expect(200);
        pass("61 SECOND");
        assertEquals(List.of(next), auth.publishedKeys());
        auth.client.as(old).get("/me").expect(401, "token-invalid");
    }

    @Test
    void a_key_stays_for_the_tokens_from_when_they_lived_longer() {
        try (var before = auth.another("TOKEN_MINUTES", "1440")) {
            var old = before.token();
            rotate(auth, old).expect(200);
            pass("24 HOUR");
            auth.client.as(old).get("/me").expect(200);
            pass("61 SECOND");
            auth.client.as(old).get("/me").expect(401, "token-invalid");
        }
    }

    @Test
    void a_key_waits_longer_than_anybody_keeps_the_old_set() {
        var next = rotate(auth, auth.token());
        var wait = Duration.between(Instant.parse(next.field("made_at")), Instant.parse(next.field("signs_from")));
        var cache = auth.client.get("/.well-known/jwks.json").header("Cache-Control");
        long kept = Long.parseLong(cache.replace("public, max-age=", ""));
        assertTrue(wait.toSeconds() > kept + 30, wait + " and " + kept); // 30: see RemoteKeys
    }

    @Test
    void of_two_who_rotate_at_once_one_makes_the_key() {
        var token = auth.token();
        try (var other = auth.another()) {
            var crowd = Crowd.queued(
                    rows, "SELECT kid FROM signing_keys", () -> rotate(auth, token), () -> rotate(other, token));
            assertEquals(Map.of(200, 2L), crowd.count(Answer::status));
            assertEquals(1, crowd.count(answer -> answer.data().path("kid")).size());
            assertEquals(2, auth.publishedKeys().size());
        }
    }

    @Test
    void a_key_of_ninety_days_is_replaced_by_itself() {
        var old = auth.token();
        pass("89 DAY");
        assertEquals(1, auth.publishedKeys().size());
        pass("1 DAY");
        TestClient.await("the next key", () -> auth.publishedKeys().size() == 2);
        assertEquals(keyId(old), keyId(auth.token()));
        pass("6 MINUTE");
        assertNotEquals(keyId(old), keyId(auth.token()));
        assertEquals(2, auth.publishedKeys().size());
    }

    @Test
    void also_where_nobody_has_logged_in_yet() {
        pass("90 DAY");
        TestClient.await("the next key", () -> auth.publishedKeys().size() == 2);
    }

    @Test
    void only_an_admin_rotates_keys() {
        auth.register("budi@example.com", "salt popcorn");
        var budi = auth.token("budi@example.com", "salt popcorn");
        rotate(auth, budi).expect(403, "not-allowed");
        auth.client.post("/keys/rotate", "").expect(401, "token-missing");
        assertEquals(1, auth.publishedKeys().size());
    }

    @Test
    void under_load_no_good_token_is_refused() throws Exception {
        var movie = auth.otherService();
        var admin = auth.token();
        var done = new AtomicBoolean();
        var verified = new AtomicInteger();
        var threads = Executors.newCachedThreadPool();
        try {
            var workers = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                while (!done.get()) {
                                    movie.verify(auth.token());
                                    movie.verify(admin);
                                    verified.incrementAndGet();
                                }
                            },
                            threads))
                    .toList();
            TestClient.await("the first", () -> verified.get() > 20);
            var fetched = Instant.now();
            rotate(auth, admin);
            awaitMore(verified);
            // Movie fetches no keys in this time, so all its threads meet the new key at once.
            TestClient.await("the time of the next fetch", () -> Instant.now().isAfter(fetched.plusSeconds(11)));
            pass("6 MINUTE");
            awaitMore(verified);
            done.set(true);
            for (var worker : workers) worker.join();
            assertEquals(2, auth.publishedKeys().size());
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private static void awaitMore(AtomicInteger verified) {
        int before = verified.get();
        TestClient.await("more", () -> verified.get() > before + 20);
    }
}
