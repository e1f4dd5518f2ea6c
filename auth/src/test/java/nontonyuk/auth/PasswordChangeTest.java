package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordChangeTest {
    private static final String EMAIL = "ani@example.com";
    private static final String OLD = "salt popcorn";
    private static final String NEW = "sweet popcorn";

    @AutoClose
    private final TestAuth auth = TestAuth.start();

    @BeforeEach
    void register() {
        auth.register(EMAIL, OLD);
    }

    private Answer change(JsonNode session, String from, String to) {
        return auth.as(session).post("/password", """
                        {"old_password": "%s", "new_password": "%s"}""".formatted(from, to));
    }

    @Test
    void it_ends_all_sessions_but_the_one_that_asks() {
        var mine = auth.session(EMAIL, OLD);
        var others = auth.session(EMAIL, OLD);
        auth.register("budi@example.com", OLD);
        var somebodys = auth.session("budi@example.com", OLD);

        assertEquals(204, change(mine, OLD, NEW).status());
        assertEquals("wrong-credentials", auth.login(EMAIL, OLD).problem());
        assertEquals(200, auth.login(EMAIL, NEW).status());
        assertEquals("session-ended", auth.as(others).get("/me").problem());
        assertEquals("session-ended", auth.refresh(others).problem());
        assertEquals(200, auth.as(mine).get("/me").status());
        assertEquals(200, auth.refresh(mine).status());
        assertEquals(200, auth.as(somebodys).get("/me").status());
    }

    @Test
    void whoever_does_not_know_the_old_one_changes_nothing() {
        var mine = auth.session(EMAIL, OLD);
        var others = auth.session(EMAIL, OLD);
        var answer = change(mine, "salt popcorm", NEW);
        assertEquals("401 wrong-credentials", answer.status() + " " + answer.problem());
        assertEquals(200, auth.login(EMAIL, OLD).status());
        assertEquals(200, auth.as(others).get("/me").status());
        assertEquals("token-missing", auth.client.post("/password", "{}").problem());
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, new_password:too-short",
        "PASSWORD1, new_password:too-common",
        "abcd\\u0000abcd, new_password:bad-character",
        "salt popcorn, new_password:same",
    })
    void the_new_one_keeps_the_rules_of_registering(String password, String faults) {
        assertEquals(faults, change(auth.session(EMAIL, OLD), OLD, password).faults());
        assertEquals(
                "old_password:required,new_password:required",
                auth.as(auth.session(EMAIL, OLD)).post("/password", "{}").faults());
    }

    @Test
    void guessing_the_old_one_is_slowed_down_and_the_login_is_not() {
        var mine = auth.session(EMAIL, OLD);
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "wrong-credentials", change(mine, "guess number " + i, NEW).problem());
        }
        var answer = change(mine, OLD, NEW);
        assertEquals("429 too-many-tries", answer.status() + " " + answer.problem());
        assertEquals(200, auth.login(EMAIL, OLD).status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_login_with_the_old_one_at_the_same_time_leads_to_no_session(boolean loginIsFirst) throws SQLException {
        var mine = auth.session(EMAIL, OLD);
        try (var rows = auth.rows();
                var crowd = new Crowd()) {
            rows.hold("SELECT id FROM users", () -> {
                crowd.ask(1, i -> loginIsFirst ? login() : change(mine, OLD, NEW));
                rows.awaitWaiting(1);
                crowd.ask(1, i -> loginIsFirst ? change(mine, OLD, NEW) : login());
                rows.awaitWaiting(2);
            });
            for (var answer : crowd.answers()) {
                if (answer.status() != 200) continue;
                assertEquals("session-ended", auth.as(answer.data()).get("/me").problem());
            }
            assertEquals("1", rows.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL"));
            assertEquals(200, auth.login(EMAIL, NEW).status());
        }
    }

    private Answer login() {
        return auth.login(EMAIL, OLD);
    }

    @Test
    void of_two_changes_at_the_same_time_one_holds() throws SQLException {
        var mine = auth.session(EMAIL, OLD);
        try (var rows = auth.rows();
                var crowd = new Crowd()) {
            rows.hold("SELECT id FROM users", () -> {
                crowd.ask(2, i -> change(mine, OLD, NEW + i));
                rows.awaitWaiting(2);
            });
            var statuses = crowd.count(Answer::status).keySet();
            assertTrue(statuses.contains(204) && statuses.contains(401), "" + statuses);
        }
    }
}
