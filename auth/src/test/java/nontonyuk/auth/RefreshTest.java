package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.sid;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.sql.Database;
import org.junit.jupiter.api.*;

class RefreshTest {
    private static final int AT_ONCE = 5; // at each of two instances; each has eight connections

    @AutoClose
    private final TestAuth auth = TestAuth.withAni();

    private final TestRows rows = auth.rows;

    private JsonNode next(JsonNode session) {
        return auth.refresh(session).expect(200).data();
    }

    private static void assertRefused(String code, Answer answer) {
        answer.expect(401, code);
        assertEquals("Bearer realm=\"nontonyuk\"", answer.header("WWW-Authenticate"));
    }

    private static String refreshToken(JsonNode session) {
        return session.path("refresh_token").asText();
    }

    private void age(String seconds) {
        rows.update("UPDATE refresh_tokens SET used_at = used_at - INTERVAL " + seconds + " SECOND");
    }

    @Test
    void a_refresh_token_gives_new_tokens_of_the_same_session() {
        var session = auth.session();
        var answer = auth.refresh(session).expect(200);
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(5, answer.data().size(), answer.text());
        assertNotEquals(refreshToken(session), refreshToken(answer.data()));
        assertEquals(sid(session), sid(answer.data()));
        assertNotEquals(sid(session), sid(auth.session()));
        auth.as(answer.data()).get("/me").expect(200);
    }

    @Test
    void an_old_one_used_again_ends_the_whole_session_and_no_other() {
        var other = auth.session();
        var first = auth.session();
        var second = next(first);
        var third = next(second);
        age("10");
        assertRefused("refresh-reused", auth.refresh(first));
        assertRefused("session-ended", auth.refresh(third));
        assertRefused("session-ended", auth.refresh(first));
        for (var session : List.of(first, second, third))
            auth.as(session).get("/me").expect(401, "session-ended");
        auth.as(other).get("/me").expect(200);
        next(other);
    }

    @Test
    void a_lost_answer_can_be_asked_for_again_for_ten_seconds() {
        var first = auth.session();
        var lost = next(first);
        var again = next(first);
        assertEquals(refreshToken(lost), refreshToken(again));
        age("5");
        assertEquals(refreshToken(lost), refreshToken(next(first)));
        next(again);
        var late = auth.session();
        next(late);
        age("10");
        assertRefused("refresh-reused", auth.refresh(late));
    }

    @Test
    void an_answer_whose_token_was_used_was_not_lost() {
        var first = auth.session();
        var second = next(first);
        var third = next(second);
        assertRefused("refresh-reused", auth.refresh(first));
        assertRefused("session-ended", auth.refresh(third));
    }

    @Test
    void ten_at_once_at_two_instances_make_one_line_of_descent() {
        var session = auth.session();
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
            auth.refresh(other.refresh(tokens.iterator().next()).data()).expect(200);
        }
    }

    @Test
    void the_database_lets_a_token_have_one_successor() {
        auth.session();
        assertThrows(Database.Duplicate.class, () -> auth.database.update("""
                                INSERT INTO refresh_tokens (token_hash, sid, generation)
                                SELECT 'another', sid, generation
                                FROM refresh_tokens"""));
    }

    @Test
    void what_is_no_refresh_token_is_told_so() {
        var session = auth.session();
        assertRefused("refresh-invalid", auth.refresh(""));
        assertRefused("refresh-invalid", auth.refresh("x".repeat(60_000)));
        assertRefused("refresh-invalid", auth.refresh(refreshToken(session) + "="));
        var accessToken = session.path("access_token").asText();
        assertRefused("refresh-invalid", auth.refresh(accessToken));
        auth.client.post("/token/refresh", "{}").expectFaults("refresh_token:required");
    }

    @Test
    void a_session_that_nobody_goes_on_with_runs_out() {
        var session = auth.session();
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
    void what_is_long_over_is_forgotten() {
        var session = next(auth.session());
        rows.update("UPDATE refresh_tokens SET used_at = used_at - INTERVAL 31 DAY");
        next(session);
        assertEquals("2", rows.value("SELECT COUNT(*) FROM refresh_tokens"));
        rows.update("UPDATE sessions SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 2 DAY");
        auth.session();
        assertEquals("1", rows.value("SELECT COUNT(*) FROM sessions"));
        assertEquals("1", rows.value("SELECT COUNT(*) FROM refresh_tokens"));
    }

    @Test
    void what_is_over_is_forgotten_from_the_oldest_on_without_a_look_at_the_rest() {
        var first = auth.session();
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
    void the_database_knows_no_token_that_is_good() {
        var session = next(auth.session());
        assertEquals("0", rows.value("""
                        SELECT COUNT(*)
                        FROM refresh_tokens
                        WHERE CONCAT_WS(' ', token_hash, sid, seed) LIKE '%""" + refreshToken(session) + "%'"));
        var hash = "SHA2('" + refreshToken(session) + "', 256)";
        assertEquals("1", rows.value("SELECT COUNT(*) FROM refresh_tokens WHERE token_hash = " + hash));
    }
}
