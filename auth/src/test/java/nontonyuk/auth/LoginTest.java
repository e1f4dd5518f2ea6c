package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.EMAIL;
import static nontonyuk.auth.TestAuth.PASSWORD;
import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it measures times")
class LoginTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.withAni("BCRYPT_COST", "8", "LOGIN_TRIES", "1000");

    private static void assertRefused(Answer answer) {
        answer.expect(401, "wrong-credentials");
        assertEquals("Email or password is wrong.", answer.json().path("detail").asText());
        assertEquals("Bearer realm=\"nontonyuk\"", answer.header("WWW-Authenticate"));
    }

    @Test
    void a_login_gives_a_token_that_says_who_it_is() {
        var answer = auth.login(" Ani@EXAMPLE.com", PASSWORD).expect(200);
        assertEquals("Login successful", answer.json().path("message").asText());
        assertEquals("Bearer", answer.field("token_type"));
        assertEquals(900, answer.data().path("expires_in").asLong());
        assertEquals(43, answer.field("refresh_token").length());
        assertEquals(2_592_000, answer.data().path("refresh_expires_in").asLong());
        assertEquals(5, answer.data().size());
        assertEquals("no-store", answer.header("Cache-Control"));

        var token = JWT.decode(answer.field("access_token"));
        assertEquals("RS256", token.getAlgorithm());
        assertEquals("at+jwt", token.getType());
        assertEquals(auth.keys.current().kid(), token.getKeyId());
        assertEquals("nontonyuk-auth", token.getIssuer());
        assertEquals(List.of("nontonyuk"), token.getAudience());
        assertEquals("1", token.getSubject());
        assertEquals("admin", token.getClaim("role").asString());
        assertEquals(token.getIssuedAtAsInstant().plusSeconds(900), token.getExpiresAtAsInstant());
        assertEquals(36, token.getId().length());
        assertEquals(22, token.getClaim("sid").asString().length());
    }

    @Test
    void an_unknown_email_and_a_wrong_password_are_the_same_answer() {
        assertRefused(auth.login("nobody@example.com", PASSWORD));
        assertRefused(auth.login(EMAIL, "salt popcorm"));
        assertRefused(auth.login("", ""));
        assertRefused(auth.login("not an email", "x"));
    }

    @Test
    void they_are_the_same_work_as_well() {
        var right = bcryptNanos(EMAIL, PASSWORD);
        for (var wrong : new String[][] {
            {EMAIL, "wrong password"},
            {"nobody@example.com", PASSWORD},
            {EMAIL, PASSWORD + "x".repeat(72)},
            {EMAIL, "a\\u0000b"},
        }) {
            double ratio = (double) bcryptNanos(wrong[0], wrong[1]) / right;
            assertTrue(0.7 < ratio && ratio < 1.4, wrong[0] + ", " + wrong[1] + ": " + ratio);
        }
    }

    /** The minimal CPU time of a login on the threads of bcrypt. */
    private static long bcryptNanos(String email, String password) {
        return LongStream.range(0, 10)
                .map(i -> {
                    long before = bcryptNanos();
                    auth.login(email, password);
                    return bcryptNanos() - before;
                })
                .min()
                .orElseThrow();
    }

    private static long bcryptNanos() {
        var times = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bcrypt"))
                .mapToLong(thread -> times.getThreadCpuTime(thread.getId()))
                .sum();
    }

    @Test
    void a_password_that_only_begins_like_the_right_one_is_wrong() {
        auth.register("long@example.com", "x".repeat(72));
        auth.login("long@example.com", "x".repeat(72)).expect(200);
        assertRefused(auth.login("long@example.com", "x".repeat(73)));
        assertRefused(auth.login("long@example.com", "x".repeat(60_000)));
    }

    @Test
    void a_password_that_bcrypt_would_take_for_the_right_one_is_wrong() {
        auth.register("nul@example.com", "tiket 24");
        assertRefused(auth.login("nul@example.com", "tiket 24\\u0000tiket 24"));
        auth.register("half@example.com", "tiket 24?");
        assertRefused(auth.login("half@example.com", "tiket 24\\ud800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void a_hash_that_another_program_made_is_good_as_well(String version) {
        var email = version.charAt(2) + "@example.com";
        auth.register(email, PASSWORD);
        rehash("CONCAT('%s', SUBSTRING(password_hash, 5))".formatted(version), email);
        auth.login(email, PASSWORD).expect(200);
        assertRefused(auth.login(email, "wrong password"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2x$08$abcdefghijklmnopqrstuuAbCdEfGhIjKlMnOpQrStUvWxYz01234",
                "$2a$99$abcdefghijklmnopqrstuuAbCdEfGhIjKlMnOpQrStUvWxYz01234",
                "$2a$08$short"
            })
    void nobody_gets_in_by_a_hash_that_cannot_be_read(String hash) {
        var email = "unreadable@example.com";
        auth.register(email, PASSWORD);
        rehash("'" + hash + "'", email);
        assertRefused(auth.login(email, PASSWORD));
        assertRefused(auth.login(email, hash));
    }

    private static void rehash(String sql, String email) {
        assertEquals(1, auth.rows.update("UPDATE users SET password_hash = " + sql + " WHERE email = ?", email));
    }

    @Test
    void only_what_is_missing_is_a_fault() {
        var client = auth.client;
        client.post("/login", "{}").expectFaults("email:required,password:required");
        client.post("/login", "{\"email\": \"x\", \"password\": null}").expectFaults("password:required");
    }

    @Test
    void too_many_at_once_are_told_to_come_back_and_hold_nobody_else_up() {
        try (var slow = auth.another("BCRYPT_COST", "10");
                var crowd = new Crowd()) {
            crowd.ask(60, i -> slow.login("nobody" + i + "@example.com", PASSWORD));
            TestClient.await("a login that is refused", crowd::hasAnswers);
            slow.client.get("/.well-known/jwks.json").expect(200);
            assertTrue(crowd.isStillWaiting());

            var outcomes = crowd.count(Answer::problem);
            assertEquals(Set.of("wrong-credentials", "too-busy"), outcomes.keySet());
            assertTrue(outcomes.get("wrong-credentials") >= 18, "" + outcomes);
            var busy = crowd.answers().stream()
                    .filter(answer -> answer.status() == 503)
                    .toList();
            assertEquals(outcomes.get("too-busy"), busy.size());
            assertEquals("1", busy.get(0).header("Retry-After"));
        }
    }

    @Test
    void while_too_many_wait_the_next_costs_nothing() {
        var done = new AtomicBoolean();
        try (var slow = auth.another("BCRYPT_COST", "10");
                var crowd = new Crowd()) {
            var client = slow.as(auth.session());
            var paths = List.of("/login", "/register", "/password");
            for (var path : paths) client.post(path, "{}").expect(422, "invalid-request");
            crowd.ask(30, i -> {
                while (!done.get()) slow.login("nobody" + i + "@example.com", PASSWORD);
                return null;
            });
            for (var path : paths) {
                TestClient.await(
                        path + " to refuse before it sees the faults",
                        () -> client.post(path, "{}").problem().equals("too-busy"));
            }
            done.set(true);
            crowd.answers(); // or the waiting logins would disturb the next test
        }
    }
}
