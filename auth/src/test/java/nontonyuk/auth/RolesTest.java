package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import java.sql.SQLException;
import java.util.Map;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final String PASSWORD = "salt popcorn";

    @AutoClose
    private final TestAuth auth = TestAuth.start();

    private TestClient admin;

    @BeforeEach
    void register() {
        for (var name : new String[] {"ani", "budi", "citra"}) {
            assertEquals(201, auth.register(name + "@example.com", PASSWORD).status());
        }
        admin = auth.as(auth.session("ani@example.com", PASSWORD));
    }

    private static Answer change(TestClient admin, long user, String role) {
        return admin.put("/users/" + user + "/role", "{\"role\": \"" + role + "\"}");
    }

    @Test
    void a_new_role_ends_the_sessions_that_carry_the_old_one() {
        var budi = auth.session("budi@example.com", PASSWORD);
        assertEquals(403, auth.as(budi).get("/users").status());
        var answer = change(admin, 2, "admin");
        assertEquals(200, answer.status());
        assertEquals("admin", answer.data().path("role").asText());
        assertEquals("session-ended", auth.as(budi).get("/me").problem());
        assertEquals("session-ended", auth.refresh(budi).problem());
        budi = auth.session("budi@example.com", PASSWORD);
        assertEquals(200, auth.as(budi).get("/users").status());
    }

    @Test
    void the_role_that_one_has_already_ends_nothing() {
        var budi = auth.session("budi@example.com", PASSWORD);
        assertEquals(200, change(admin, 2, "customer").status());
        assertEquals(200, auth.as(budi).get("/me").status());
    }

    @Test
    void the_last_admin_stays_one() {
        var answer = change(admin, 1, "customer");
        assertEquals("409 last-admin", answer.status() + " " + answer.problem());
        assertEquals("admin", admin.get("/me").data().path("role").asText());
        assertEquals(200, change(admin, 1, "admin").status());
        change(admin, 2, "admin");
        assertEquals(200, change(admin, 1, "customer").status());
        var budi = auth.as(auth.session("budi@example.com", PASSWORD));
        assertEquals("last-admin", change(budi, 2, "staff").problem());
    }

    @Test
    void of_two_admins_who_dismiss_each_other_at_once_one_stays() throws SQLException {
        change(admin, 2, "admin");
        var budi =
                auth.session("budi@example.com", PASSWORD).path("access_token").asText();
        try (var other = auth.another();
                var rows = auth.rows();
                var crowd = new Crowd()) {
            rows.hold("SELECT id FROM users", () -> {
                crowd.ask(1, i -> change(admin, 2, "customer"));
                crowd.ask(1, i -> change(other.client.as(budi), 1, "customer"));
                rows.awaitWaiting(2);
            });
            assertEquals(Map.of("", 1L, "last-admin", 1L), crowd.count(Answer::problem));
            assertEquals("1", rows.value("SELECT COUNT(*) FROM users WHERE role = 'admin'"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "root", "Admin", ""})
    void an_unknown_role_is_refused(String role) {
        assertEquals("role:unknown-role", change(admin, 2, role).faults());
        assertEquals("role:required", admin.put("/users/2/role", "{}").faults());
    }

    @Test
    void only_an_admin_changes_roles_and_only_of_those_who_are_there() {
        var budi = auth.as(auth.session("budi@example.com", PASSWORD));
        assertEquals("not-allowed", change(budi, 2, "admin").problem());
        assertEquals("token-missing", change(auth.client, 2, "admin").problem());
        change(admin, 2, "staff");
        var staff = auth.as(auth.session("budi@example.com", PASSWORD));
        assertEquals("not-allowed", change(staff, 2, "admin").problem());
        assertEquals("not-allowed", staff.get("/users").problem());
        assertEquals("no-such-user", change(admin, 99, "staff").problem());
    }

    @Test
    void an_admin_sees_all_accounts_by_the_page_and_nobodys_hash() {
        var answer = admin.get("/users?page=2&per_page=2");
        assertEquals(200, answer.status());
        assertEquals(1, answer.data().size());
        var citra = answer.data().path(0);
        assertEquals("citra@example.com", citra.path("email").asText());
        assertEquals("customer", citra.path("role").asText());
        assertEquals(4, citra.size());
        assertEquals(
                "{\"page\":2,\"per_page\":2,\"total\":3}",
                answer.json().path("meta").toString());
        assertFalse(answer.text().contains("$2a$"));
        assertEquals("page:out-of-range", admin.get("/users?page=0").faults());
    }
}
