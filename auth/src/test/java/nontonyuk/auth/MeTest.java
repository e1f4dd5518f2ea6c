package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import nontonyuk.common.access.Role;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;

class MeTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    @Test
    void an_owner_sees_what_was_registered() {
        var made = auth.register("ani@example.com", "salt popcorn").data();
        var me = auth.client.as(auth.token("ani@example.com", "salt popcorn")).get("/me");
        assertEquals(200, me.status());
        assertEquals(made, me.data());
    }

    @Test
    void a_token_outlives_its_account_in_vain() throws SQLException {
        auth.register("gone@example.com", "salt popcorn");
        var token = auth.token("gone@example.com", "salt popcorn");
        try (var rows = auth.rows()) {
            rows.update("DELETE FROM users WHERE email = 'gone@example.com'");
        }
        var answer = auth.client.as(token).get("/me");
        assertEquals(401, answer.status());
        assertEquals("account-gone", answer.problem());
    }

    @Test
    void without_a_good_token_nobody_is_anybody() {
        var ani = new User(1, "ani@example.com", Role.ADMIN, Instant.now());
        var expired = tokens(Duration.ofMinutes(-60)).forUser(ani, "a-session").accessToken();
        assertEquals("token-missing", problem(null));
        assertEquals("token-expired", problem(expired));
        assertEquals("token-invalid", problem(TestTokens.admin(1)));
        assertEquals("token-invalid", problem(TestTokens.forged()));
        assertEquals("token-invalid", problem("rubbish"));
    }

    private static Tokens tokens(Duration life) {
        return new Tokens(auth.keys, life);
    }

    private static String problem(String token) {
        var answer = auth.client.as(token).get("/me");
        assertEquals(401, answer.status());
        return answer.problem();
    }

    @Test
    void a_service_is_no_person() {
        var token = tokens(Duration.ofMinutes(15)).forService("gateway").accessToken();
        var answer = auth.client.as(token).get("/me");
        assertEquals(403, answer.status());
        assertEquals("not-allowed", answer.problem());
    }
}
