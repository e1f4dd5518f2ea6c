package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import nontonyuk.common.access.Role;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;

class MeTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    @Test
    void an_owner_sees_what_was_registered() {
        var made = auth.register("ani@example.com", "salt popcorn").data();
        assertEquals(made, me(auth.token()).expect(200).data());
    }

    @Test
    void a_token_outlives_its_account_in_vain() {
        auth.register("gone@example.com", "salt popcorn");
        var token = auth.token("gone@example.com", "salt popcorn");
        auth.rows.update("DELETE FROM users WHERE email = 'gone@example.com'");
        me(token).expect(401, "account-gone");
    }

    @Test
    void without_a_good_token_nobody_is_anybody() {
        var ani = new User(1, "ani@example.com", Role.ADMIN, Instant.now());
        var expired = tokens(Duration.ofMinutes(-60)).forUser(ani, "a-session").accessToken();
        me(null).expect(401, "token-missing");
        me(expired).expect(401, "token-expired");
        for (var token : new String[] {TestTokens.admin(1), TestTokens.forged(), "rubbish"}) {
            me(token).expect(401, "token-invalid");
        }
    }

    private static Tokens tokens(Duration life) {
        return new Tokens(auth.keys, life);
    }

    private static Answer me(String token) {
        return auth.client.as(token).get("/me");
    }

    @Test
    void a_service_is_no_person() {
        var token = tokens(Duration.ofMinutes(15)).forService("gateway").accessToken();
        me(token).expect(403, "not-allowed");
    }
}
