package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.EMAIL;
import static nontonyuk.auth.TestAuth.PASSWORD;
import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of {@link LoginThrottle} on logging in and registering. */
class GuessingTest {
    private final ClientAddress gateway = new ClientAddress(TestAuth.SECRET);
    private final String home = gateway.headerFor("10.0.0.1");
    private final String elsewhere = gateway.headerFor("10.6.6.6");

    @AutoClose
    private final TestAuth auth = TestAuth.withAni("LOGIN_TRIES", "3");

    private static void assertTooMany(Answer answer) {
        answer.expect(429, "too-many-tries");
        int seconds = Integer.parseInt(answer.header("Retry-After"));
        assertTrue(1 <= seconds && seconds <= 5, "" + seconds);
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ani@example.com", "nobody@example.com", "no email"})
    void guessing_is_slowed_down_whether_there_is_an_account_or_not(String email) {
        for (int i = 0; i < 3; i++) auth.login(email, "guess " + i).expect(401, "wrong-credentials");
        assertTooMany(auth.login(email, PASSWORD));
        assertTooMany(auth.login(" " + email.replace("example", "EXAMPLE"), PASSWORD));
        auth.login("budi@example.com", PASSWORD).expect(401);
    }

    @Test
    void the_owner_gets_in_after_the_pause() {
        for (int i = 0; i < 3; i++) auth.login(EMAIL, "guess " + i);
        assertTooMany(auth.login(EMAIL, PASSWORD));
        TestClient.await(
                "the end of the pause", () -> auth.login(EMAIL, PASSWORD).status() == 200);
    }

    @Test
    void of_many_guesses_at_once_no_more_get_past() {
        try (var crowd = new Crowd()) {
            crowd.ask(12, i -> auth.login(EMAIL, "guess " + i));
            var outcomes = crowd.count(Answer::problem);
            // A late guess may come after the pause. Then one more is checked, and the next pause is longer.
            assertTrue(outcomes.get("too-many-tries") >= 6, "" + outcomes);
        }
    }

    @Test
    void behind_the_gateway_strangers_do_not_keep_the_owner_out() {
        loginFrom(home, PASSWORD).expect(200);
        for (int i = 0; i < 3; i++) loginFrom(elsewhere, "guess " + i);
        assertTooMany(loginFrom(elsewhere, PASSWORD));
        var liar = new ClientAddress("a secret of somebody else");
        assertTooMany(loginFrom(liar.headerFor("10.0.0.1"), PASSWORD));
        loginFrom(home, PASSWORD).expect(200);
    }

    @Test
    void neither_do_they_where_a_password_is_changed_or_an_account_made() {
        var account = TestAuth.credentials("budi@example.com", PASSWORD);
        from(home, auth.client, "/register", account).expect(201);
        for (int i = 0; i < 3; i++) from(elsewhere, auth.client, "/register", account);
        assertTooMany(from(elsewhere, auth.client, "/register", account));
        from(home, auth.client, "/register", account).expect(409, "email-taken");

        var ani = auth.as(auth.session());
        var change = "{\"old_password\": \"%s\", \"new_password\": \"sweet popcorn %s\"}";
        from(home, ani, "/password", change.formatted(PASSWORD, 1)).expect(204);
        var wrong = change.formatted("a guess", 2);
        for (int i = 0; i < 3; i++) from(elsewhere, ani, "/password", wrong);
        assertTooMany(from(elsewhere, ani, "/password", wrong));
        from(home, ani, "/password", wrong).expect(401, "wrong-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "the account 1"})
    void whatever_strangers_type_as_email_nobodys_change_of_password_is_slowed_down(String email) {
        var ani = auth.as(auth.session());
        for (int i = 0; i < 3; i++) auth.login(email, "guess " + i);
        assertTooMany(auth.login(email, PASSWORD));
        var change = """
                {"old_password": "salt popcorn", "new_password": "sweet popcorn"}""";
        ani.post("/password", change).expect(204);
    }

    private Answer loginFrom(String address, String password) {
        return from(address, auth.client, "/login", TestAuth.credentials(EMAIL, password));
    }

    private static Answer from(String address, TestClient client, String path, String body) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header(ClientAddress.HEADER, address)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void asking_whether_an_email_is_taken_is_slowed_down_and_logging_in_is_not() {
        for (int i = 0; i < 3; i++) auth.register(EMAIL, PASSWORD).expect(409, "email-taken");
        assertTooMany(auth.register(EMAIL, PASSWORD));
        auth.login(EMAIL, PASSWORD).expect(200);
    }
}
