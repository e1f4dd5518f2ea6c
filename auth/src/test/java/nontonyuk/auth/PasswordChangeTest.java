package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.EMAIL;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class PasswordChangeTest {
    private static final String OLD = TestAuth.PASSWORD;
    private static final String NEW = "sweet popcorn";

    @AutoClose
    private final TestAuth auth = TestAuth.withAni();

    private final TestRows rows = auth.rows;

    private Answer change(JsonNode session, String from, String to) {
        return auth.as(session).post("/password", """
                        {"old_password": "%s", "new_password": "%s"}""".formatted(from, to));
    }

    @Test
    void it_ends_all_sessions_but_the_one_that_asks() {
        var mine = auth.session();
        var others = auth.session();
        auth.register("budi@example.com", OLD);
        var somebodys = auth.session("budi@example.com", OLD);

        change(mine, OLD, NEW).expect(204);
        auth.login(EMAIL, OLD).expect(401, "wrong-credentials");
        auth.login(EMAIL, NEW).expect(200);
        auth.as(others).get("/me").expect(401, "session-ended");
        auth.refresh(others).expect(401, "session-ended");
        auth.as(mine).get("/me").expect(200);
        auth.refresh(mine).expect(200);
        auth.as(somebodys).get("/me").expect(200);
    }

    @Test
    void whoever_does_not_know_the_old_one_changes_nothing() {
        var mine = auth.session();
        var others = auth.session();
        change(mine, "salt popcorm", NEW).expect(401, "wrong-credentials");
        auth.login(EMAIL, OLD).expect(200);
        auth.as(others).get("/me").expect(200);
        auth.client.post("/password", "{}").expect(401, "token-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, new_password:too-short",
        "PASSWORD1, new_password:too-common",
        "abcd\\u0000abcd, new_password:bad-character",
        "salt popcorn, new_password:same",
    })
    void the_new_one_keeps_the_rules_of_registering(String password, String faults) {
        change(auth.session(), OLD, password).expectFaults(faults);
        auth.as(auth.session()).post("/password", "{}").expectFaults("old_password:required,new_password:required");
    }

    @Test
    void guessing_the_old_one_is_slowed_down_and_the_login_is_not() {
        var mine = auth.session();
        for (int i = 0; i < 10; i++) change(mine, "guess number " + i, NEW).expect(401, "wrong-credentials");
        change(mine, OLD, NEW).expect(429, "too-many-tries");
        auth.login(EMAIL, OLD).expect(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_login_with_the_old_one_at_the_same_time_leads_to_no_session(boolean loginIsFirst) {
        var mine = auth.session();
        Supplier<Answer> login = () -> auth.login(EMAIL, OLD);
        Supplier<Answer> change = () -> change(mine, OLD, NEW);
        var crowd = loginIsFirst ? queued(login, change) : queued(change, login);
        for (var answer : crowd.answers()) {
            if (answer.status() != 200) continue;
            auth.as(answer.data()).get("/me").expect(401, "session-ended");
        }
        assertEquals("1", rows.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL"));
        auth.login(EMAIL, NEW).expect(200);
    }

    @SafeVarargs
    private Crowd queued(Supplier<Answer>... requests) {
        return Crowd.queued(rows, "SELECT id FROM users", requests);
    }

    @Test
    void of_two_changes_at_the_same_time_one_holds() {
        var mine = auth.session();
        var crowd = queued(() -> change(mine, OLD, NEW), () -> change(mine, OLD, NEW + "s"));
        assertEquals(Map.of(204, 1L, 401, 1L), crowd.count(Answer::status));
    }
}
