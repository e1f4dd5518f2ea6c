package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

class RefreshTest {
    private static final int AT_ONCE = 5; // at each of two instances; each has eight connections

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

    /** The data of a successful refresh. */
    private JsonNode next(JsonNode session) {
        var answer = auth.refresh(session);
        assertEquals(200, answer.status(), answer.text());
        return answer.data();
    }

    private static void assertRefused(String code, Answer answer) {
        assertEquals(401, answer.status(), answer.text());
        assertEquals(code, answer.problem());
        assertEquals("Bearer realm=\"nontonyuk\"", answer.header("WWW-Authenticate"));
    }

    private static String refreshToken(JsonNode session) {
        return session.path("refresh_token").asText();
    }

    private static String sid(JsonNode session) {
        return JWT.decode(session.path("access_token").asText()).getClaim("sid").asString();
    }

    private void age(String seconds) throws SQLException {
        rows.update("UPDATE refresh_tokens SET used_at = used_at - INTERVAL " + seconds + " SECOND");
    }

    @Test
    void a_refresh_token_gives_new_tokens_of_the_same_session() {
        var session = session();
        var answer = auth.refresh(session);
        assertEquals(200, answer.status());
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(5, answer.data().size(), answer.text());
        assertNotEquals(refreshToken(session), refreshToken(answer.data()));
        assertEquals(sid(session), sid(answer.data()));
        assertNotEquals(sid(session), sid(session()));
        assertEquals(200, auth.as(answer.data()).get("/me").status());
    }

    @Test
    void an_old_one_used_again_ends_the_whole_session_and_no_other() throws SQLException {
        var other = session();
        var first = session();
        var second = next(first);
        var third = next(second);
        age("10");
        assertRefused("refresh-reused", auth.refresh(first));
        assertRefused("session-ended", auth.refresh(third));
        assertRefused("session-ended", auth.refresh(first));
        for (var session : new JsonNode[] {first, second, third}) {
            assertEquals("session-ended", auth.as(session).get("/me").problem());
        }
        assertEquals(200, auth.as(other).get("/me").status());
        next(other);
    }

    @Test
    void a_lost_answer_can_be_asked_for_again_for_ten_seconds() throws SQLException {
        var first = session();
        var lost = next(first);
        var again = next(first);
        assertEquals(refreshToken(lost), refreshToken(again));
        age("5");
        assertEquals(refreshToken(lost), refreshToken(next(first)));
        next(again);
        var late = session();
        next(late);
        age("10");
        assertRefused("refresh-reused", auth.refresh(late));
    }

    @Test
    void an_answer_whose_token_was_used_was_not_lost() {
        var first = session();
        var second = next(first);
        var third = next(second);
        assertRefused("refresh-reused", auth.refresh(first));
        assertRefused("session-ended", auth.refresh(third));
    }

    @Test
    void ten_at_once_at_two_instances_make_one_line_of_descent() throws SQLException {
        var session = session();
        try (var other = auth.another();
                var crowd = new Crowd()) {
            rows.race("sessions", 2 * AT_ONCE, () -> {
                crowd.ask(AT_ONCE, i -> auth.refresh(session));
                crowd.ask(AT_ONCE, i -> other.refresh(session));
            });
            var tokens = crowd.answers().stream()
                    .map(answer -> refreshToken(answer.data()))
                    .collect(Collectors.toSet());
            assertEquals(Set.of(200), crowd.count(Answer::status).keySet());
            assertEquals(1, tokens.size());
            assertEquals("2", rows.value("SELECT COUNT(*) FROM refresh_tokens"));
            assertEquals("1", rows.value("SELECT COUNT(*) FROM refresh_tokens WHERE seed IS NULL"));
            var last = other.refresh(tokens.iterator().next());
            assertEquals(200, auth.refresh(last.data()).status());
        }
    }

    @Test
    void the_database_lets_a_token_have_one_successor() throws SQLException {
        session();
        assertEquals(
                1062, // duplicate key
                assertThrows(SQLException.class, () -> rows.update("""
                                                INSERT INTO refresh_tokens (token_hash, sid, generation)
                                                SELECT 'another', sid, generation
                                                FROM refresh_tokens""")).getErrorCode());
    }

    @Test
    void what_is_no_refresh_token_is_told_so() {
        var session = session();
        assertRefused("refresh-invalid", auth.refresh(""));
        assertRefused("refresh-invalid", auth.refresh("x".repeat(60_000)));
        assertRefused("refresh-invalid", auth.refresh(refreshToken(session) + "="));
        assertRefused(
                "refresh-invalid", auth.refresh(session.path("access_token").asText()));
        assertEquals(
                "refresh_token:required",
                auth.client.post("/token/refresh", "{}").faults());
    }

    @Test
    void a_session_that_nobody_goes_on_with_runs_out() throws SQLException {
        var session = session();
        assertEquals("30", rows.value(daysLeft()));
        rows.update("UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE");
        session = next(session);
        assertEquals("30", rows.value(daysLeft()));
        rows.update("UPDATE sessions SET expires_at = UTC_TIMESTAMP(3)");
        assertRefused("session-ended", auth.refresh(session));
    }

    private static String daysLeft() {
        return "SELECT ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), expires_at) / 86400) FROM sessions";
    }

    @Test
    void what_is_long_over_is_forgotten() throws SQLException {
        var session = next(session());
        rows.update("UPDATE refresh_tokens SET used_at = used_at - INTERVAL 31 DAY");
        next(session);
        assertEquals("2", rows.value("SELECT COUNT(*) FROM refresh_tokens"));
        rows.update("UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 2 DAY");
        session();
        assertEquals("1", rows.value("SELECT COUNT(*) FROM sessions"));
        assertEquals("1", rows.value("SELECT COUNT(*) FROM refresh_tokens"));
    }

    @Test
    void what_is_over_is_forgotten_from_the_oldest_on_without_a_look_at_the_rest() throws SQLException {
        var first = session();
        var session = first;
        for (int i = 0; i < 20; i++) session = next(session);
        rows.update("""
                UPDATE refresh_tokens
                SET used_at = used_at - INTERVAL 31 DAY
                WHERE generation < 3""");
        var latest = session;
        rows.hold("""
                SELECT sid
                FROM refresh_tokens
                WHERE sid = '%s'
                  AND generation = 10""".formatted(sid(session)), () -> next(next(latest)));
        assertEquals("3", rows.value("SELECT MIN(generation) FROM refresh_tokens"));
        assertRefused("refresh-invalid", auth.refresh(first));
    }

    @Test
    void the_database_knows_no_token_that_is_good() throws SQLException {
        var session = next(session());
        assertEquals("0", rows.value("""
                        SELECT COUNT(*)
                        FROM refresh_tokens
                        WHERE CONCAT_WS(' ', token_hash, sid, seed) LIKE '%""" + refreshToken(session) + "%'"));
        assertEquals(
                "1",
                rows.value("SELECT COUNT(*) FROM refresh_tokens WHERE token_hash = SHA2('"
                        + refreshToken(session)
                        + "', 256)"));
    }
}
