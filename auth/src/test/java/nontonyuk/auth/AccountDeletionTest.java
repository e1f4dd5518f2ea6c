package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.Map;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDeletionTest {
    private static final String BUDI = "budi@example.com";

    /** The paid orders that the stand-in for order knows. */
    private List<Long> paid = List.of();

    @AutoClose
    private final Service order =
            TestClient.serve(new Router(headers -> auth().otherService().authenticate(headers))
                    .get("/users/{id}/upcoming-orders", Access.SERVICE, request -> Response.ok("", paid)));

    @AutoClose
    private final TestAuth auth = withAni("ORDER_URL", "http://127.0.0.1:" + order.port());

    private TestAuth auth() {
        return auth;
    }

    @BeforeEach
    void register() {
        auth.register(BUDI, PASSWORD).expect(201);
    }

    private static Answer delete(TestClient client, String password) {
        return client.send("DELETE", "/me", "{\"password\": \"" + password + "\"}");
    }

    @Test
    void a_deleted_account_leaves_its_number_only_and_its_email_is_free_again() {
        var budi = auth.session(BUDI, PASSWORD);
        delete(auth.as(budi), PASSWORD).expect(204);

        auth.as(budi).get("/me").expect(401, "session-ended");
        var ended = auth.client.get("/sessions/ended").data().toString(); // other services read it
        assertEquals("[\"" + sid(budi) + "\"]", ended);
        auth.refresh(budi).expect(401, "session-ended");
        auth.login(BUDI, PASSWORD).expect(401, "wrong-credentials");
        auth.login("deleted 2", "").expect(401, "wrong-credentials");
        var row = "SELECT CONCAT_WS(',', id, email, password_hash, role) FROM users WHERE deleted_at IS NOT NULL";
        assertEquals("2,deleted 2,,customer", auth.rows.value(row));

        var admin = auth.as(auth.session());
        assertFalse(admin.get("/users").text().contains("deleted"));
        admin.put("/users/2/role", "{\"role\": \"admin\"}").expect(404, "no-such-user");
        admin.delete("/users/2").expect(404, "no-such-user");
        assertEquals("3", auth.register(BUDI, PASSWORD).expect(201).field("id"));
        auth.session(BUDI, PASSWORD);
    }

    @Test
    void only_the_right_password_deletes_and_guesses_are_slowed_down() {
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        for (var body : new String[] {"{}", "{\"password\": null}"})
            budi.send("DELETE", "/me", body).expectFaults("password:required");
        delete(auth.client, PASSWORD).expect(401, "token-missing");
        for (int tries = 0; tries < 10; tries++) delete(budi, "wrong password").expect(401, "wrong-credentials");
        delete(budi, PASSWORD).expect(429, "too-many-tries");
        budi.get("/me").expect(200);
    }

    @Test
    void an_account_with_paid_orders_for_future_shows_stays() {
        paid = List.of(12L, 15L);
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        var answer = delete(budi, PASSWORD).expect(409, "upcoming-orders");
        assertTrue(answer.text().contains("for future showtimes: 12, 15."), answer.text());
        auth.as(auth.session()).delete("/users/2").expect(409, "upcoming-orders");
        budi.get("/me").expect(200);
    }

    @Test
    void an_account_stays_while_order_is_away() {
        order.close();
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        delete(budi, PASSWORD).expect(503, "order-unavailable");
        budi.get("/me").expect(200);
    }

    @Test
    void an_admin_deletes_other_accounts_and_the_last_admin_stays() {
        var admin = auth.as(auth.session());
        var budi = auth.session(BUDI, PASSWORD);
        auth.as(budi).delete("/users/1").expect(403, "not-allowed");
        admin.delete("/users/99").expect(404, "no-such-user");
        admin.delete("/users/2").expect(204);
        auth.as(budi).get("/me").expect(401, "session-ended");
        admin.delete("/users/1").expect(409, "last-admin");
        delete(admin, PASSWORD).expect(409, "last-admin");
        admin.get("/me").expect(200);
    }

    @Test
    void of_two_admins_who_delete_each_other_at_once_one_stays() {
        auth.as(auth.session()).put("/users/2/role", "{\"role\": \"admin\"}").expect(200);
        var ani = auth.as(auth.session());
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        var crowd = Crowd.queued(
                auth.rows, "SELECT id FROM users", () -> ani.delete("/users/2"), () -> budi.delete("/users/1"));
        assertEquals(Map.of(204, 1L, 409, 1L), crowd.count(Answer::status));
    }

    /** The deletion has verified the old password, and waits for the row of the account. */
    @Test
    void a_password_that_changes_during_the_deletion_keeps_the_account() {
        var ani = auth.as(auth.session());
        ani.put("/users/2/role", "{\"role\": \"admin\"}").expect(200);
        var change = "{\"old_password\": \"%s\", \"new_password\": \"sweet popcorn\"}".formatted(PASSWORD);
        var crowd = Crowd.queued(
                auth.rows, "SELECT id FROM users", () -> ani.post("/password", change), () -> delete(ani, PASSWORD));
        assertEquals(Map.of(204, 1L, 401, 1L), crowd.count(Answer::status));
    }

    /** The login has verified the password, and waits for the row of the account. */
    @Test
    void a_login_during_the_deletion_leaves_no_open_session() {
        var admin = auth.as(auth.session());
        Crowd.queued(
                auth.rows, "SELECT id FROM users", () -> admin.delete("/users/2"), () -> auth.login(BUDI, PASSWORD));
        assertEquals("0", auth.rows.value("SELECT COUNT(*) FROM sessions WHERE user_id = 2 AND ended_at IS NULL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void order_reads_which_accounts_were_deleted_within_two_days(String days) {
        auth.as(auth.session()).delete("/users/2").expect(204);
        auth.rows.update("UPDATE users SET deleted_at = deleted_at - INTERVAL ? DAY", days);
        auth.client.get("/users/deleted").expect(401, "token-missing");
        auth.as(auth.session()).get("/users/deleted").expect(403, "not-allowed");
        var service = auth.as(auth.serviceToken("order", ORDER_SECRET).data());
        var expected = days.equals("1") ? "[2]" : "[]";
        assertEquals(expected, service.get("/users/deleted").data().toString());
        auth.as(auth.session()).get("/users/1/exists").expect(403, "not-allowed");
        assertEquals("true", service.get("/users/1/exists").data().toString());
        assertEquals("false", service.get("/users/2/exists").data().toString());
        assertEquals("false", service.get("/users/99/exists").data().toString());
    }
}
