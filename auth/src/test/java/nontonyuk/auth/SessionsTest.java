package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.EndedSessions;
import nontonyuk.common.token.RemoteKeys;
import nontonyuk.common.token.TokenVerifier;
import org.junit.jupiter.api.*;

class SessionsTest {
    @AutoClose
    private final TestAuth auth = TestAuth.start();

    @AutoClose
    private final TestRows rows = auth.rows();

    @BeforeEach
    void register() {
        auth.register("ani@example.com", "salt popcorn");
    }

    private JsonNode session() {
        return auth.session("ani@example.com", "salt popcorn");
    }

    private static String sid(JsonNode session) {
        return JWT.decode(session.path("access_token").asText()).getClaim("sid").asString();
    }

    private String ended() {
        var answer = auth.client.get("/sessions/ended");
        assertEquals(200, answer.status());
        assertEquals("public, max-age=1", answer.header("Cache-Control"));
        return answer.data().toString();
    }

    private void logout(JsonNode session) {
        var answer = auth.as(session).post("/logout", "");
        assertEquals(204, answer.status(), answer.text());
    }

    @Test
    void logging_out_ends_this_session_at_once_and_no_other() {
        var session = session();
        var other = session();
        assertEquals("[]", ended());
        logout(session);
        assertEquals("session-ended", auth.refresh(session).problem());
        var answer = auth.as(session).get("/me");
        assertEquals("401 session-ended", answer.status() + " " + answer.problem());
        assertEquals("[\"" + sid(session) + "\"]", ended());
        assertEquals(401, auth.as(session).post("/logout", "").status());
        assertEquals(200, auth.as(other).get("/me").status());
        assertEquals(200, auth.refresh(other).status());
    }

    @Test
    void nobody_logs_out_without_a_session() {
        assertEquals("token-missing", auth.client.post("/logout", "").problem());
        var service = auth.serviceToken("gateway", TestAuth.SECRET).data();
        assertEquals(403, auth.as(service).post("/logout", "").status());
    }

    @Test
    void another_service_hears_of_it_within_five_seconds() throws Exception {
        try (var sessions = EndedSessions.follow(auth.upstream())) {
            sessions.probe();
            var movie = new TokenVerifier(new RemoteKeys(auth.upstream()), sessions);
            var session = session();
            var token = session.path("access_token").asText();
            var other = session().path("access_token").asText();
            movie.verify(token);
            logout(session);
            var since = Instant.now();
            TestClient.await("a refusal", () -> refuses(movie, token));
            var seconds = Duration.between(since, Instant.now()).toSeconds();
            assertFalse(seconds > 5, "it took " + seconds + " s");
            movie.verify(other);
        }
    }

    private static boolean refuses(TokenVerifier service, String token) {
        try {
            service.verify(token);
            return false;
        } catch (Problem problem) {
            return problem.code().equals("session-ended");
        }
    }

    @Test
    void the_list_keeps_a_session_for_as_long_as_its_tokens_live() throws SQLException {
        var session = session();
        logout(session);
        assertEquals("15", rows.value("SELECT TIMESTAMPDIFF(MINUTE, started_at, access_until) FROM sessions"));
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 50 SECOND");
        assertEquals("[\"" + sid(session) + "\"]", ended());
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 61 SECOND");
        assertEquals("[]", ended());
    }

    @Test
    void a_refresh_makes_its_tokens_live_longer() throws SQLException {
        var session = session();
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 1 DAY");
        assertEquals(200, auth.refresh(session).status());
        logout(session);
        assertEquals("[\"" + sid(session) + "\"]", ended());
    }

    @Test
    void the_list_remembers_tokens_from_when_they_lived_longer() throws SQLException {
        try (var before = auth.another("TOKEN_MINUTES", "1440")) {
            var session = before.session("ani@example.com", "salt popcorn");
            assertEquals(200, auth.refresh(session).status());
            logout(session);
            rows.update("UPDATE sessions SET access_until = access_until - INTERVAL 23 HOUR");
            assertEquals("[\"" + sid(session) + "\"]", ended());
        }
    }

    @Test
    void a_logout_and_a_refresh_at_the_same_time_leave_no_living_session() throws SQLException {
        var session = session();
        try (var crowd = new Crowd()) {
            rows.hold("SELECT sid FROM sessions", () -> {
                crowd.ask(1, i -> auth.refresh(session));
                rows.awaitWaiting(1);
                crowd.ask(1, i -> auth.as(session).post("/logout", ""));
                rows.awaitWaiting(2);
            });
            for (var answer : crowd.answers()) {
                if (answer.status() != 200) continue;
                assertEquals("session-ended", auth.refresh(answer.data()).problem());
                assertEquals("session-ended", auth.as(answer.data()).get("/me").problem());
            }
            assertEquals("0", rows.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL"));
        }
    }
}
