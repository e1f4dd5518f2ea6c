package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.sid;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
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
    private final TestAuth auth = TestAuth.withAni();

    private final TestRows rows = auth.rows;

    private String ended() {
        var answer = auth.client.get("/sessions/ended").expect(200);
        assertEquals("public, max-age=1", answer.header("Cache-Control"));
        return answer.data().toString();
    }

    private void logout(JsonNode session) {
        auth.as(session).post("/logout", "").expect(204);
    }

    @Test
    void logging_out_ends_this_session_at_once_and_no_other() {
        var session = auth.session();
        var other = auth.session();
        assertEquals("[]", ended());
        logout(session);
        auth.refresh(session).expect(401, "session-ended");
        auth.as(session).get("/me").expect(401, "session-ended");
        assertEquals("[\"" + sid(session) + "\"]", ended());
        auth.as(session).post("/logout", "").expect(401);
        auth.as(other).get("/me").expect(200);
        auth.refresh(other).expect(200);
    }

    @Test
    void nobody_logs_out_without_a_session() {
        auth.client.post("/logout", "").expect(401, "token-missing");
        var service = auth.serviceToken("gateway", TestAuth.SECRET).data();
        auth.as(service).post("/logout", "").expect(403);
    }

    @Test
    void another_service_hears_of_it_within_five_seconds() throws Exception {
        try (var sessions = EndedSessions.follow(auth.upstream())) {
            sessions.probe();
            var movie = new TokenVerifier(new RemoteKeys(auth.upstream()), sessions);
            var session = auth.session();
            var token = session.path("access_token").asText();
            var other = auth.session().path("access_token").asText();
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
    void the_list_keeps_a_session_for_as_long_as_its_tokens_live() {
        var session = auth.session();
        logout(session);
        assertEquals("15", rows.value("SELECT TIMESTAMPDIFF(MINUTE, started_at, access_until) FROM sessions"));
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 50 SECOND");
        assertEquals("[\"" + sid(session) + "\"]", ended());
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 61 SECOND");
        assertEquals("[]", ended());
    }

    @Test
    void a_refresh_makes_its_tokens_live_longer() {
        var session = auth.session();
        rows.update("UPDATE sessions SET access_until = UTC_TIMESTAMP(3) - INTERVAL 1 DAY");
        auth.refresh(session).expect(200);
        logout(session);
        assertEquals("[\"" + sid(session) + "\"]", ended());
    }

    @Test
    void the_list_remembers_tokens_from_when_they_lived_longer() {
        try (var before = auth.another("TOKEN_MINUTES", "1440")) {
            var session = before.session();
            auth.refresh(session).expect(200);
            logout(session);
            rows.update("UPDATE sessions SET access_until = access_until - INTERVAL 23 HOUR");
            assertEquals("[\"" + sid(session) + "\"]", ended());
        }
    }

    @Test
    void a_logout_and_a_refresh_at_the_same_time_leave_no_living_session() {
        var session = auth.session();
        var crowd = Crowd.queued(
                rows,
                "SELECT sid FROM sessions",
                () -> auth.refresh(session),
                () -> auth.as(session).post("/logout", ""));
        for (var answer : crowd.answers()) {
            if (answer.status() != 200) continue;
            auth.refresh(answer.data()).expect(401, "session-ended");
            auth.as(answer.data()).get("/me").expect(401, "session-ended");
        }
        assertEquals("0", rows.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL"));
    }
}
