package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.PASSWORD;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Map;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final String BUDI = "budi@example.com";

    @AutoClose
    private final TestAuth auth = TestAuth.withAni();

    private TestClient admin;

    @BeforeEach
    void register() {
        auth.register(BUDI, PASSWORD).expect(201);
        auth.register("citra@example.com", PASSWORD).expect(201);
        admin = auth.as(auth.session());
    }

    private static Answer change(TestClient admin, long user, String role) {
        return admin.put("/users/" + user + "/role", "{\"role\": \"" + role + "\"}");
    }

    @Test
    void a_new_role_ends_the_sessions_that_carry_the_old_one() {
        var budi = auth.session(BUDI, PASSWORD);
        auth.as(budi).get("/users").expect(403);
        assertEquals("admin", change(admin, 2, "admin").expect(200).field("role"));
        auth.as(budi).get("/me").expect(401, "session-ended");
        auth.refresh(budi).expect(401, "session-ended");
        budi = auth.session(BUDI, PASSWORD);
        auth.as(budi).get("/users").expect(200);
    }

    @Test
    void the_role_that_one_has_already_ends_nothing() {
        var budi = auth.session(BUDI, PASSWORD);
        change(admin, 2, "customer").expect(200);
        auth.as(budi).get("/me").expect(200);
    }

    @Test
    void the_last_admin_stays_one() {
        change(admin, 1, "customer").expect(409, "last-admin");
        assertEquals("admin", admin.get("/me").field("role"));
        change(admin, 1, "admin").expect(200);
        change(admin, 2, "admin");
        change(admin, 1, "customer").expect(200);
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        change(budi, 2, "staff").expect(409, "last-admin");
    }

    @Test
    void of_two_admins_who_dismiss_each_other_at_once_one_stays() {
        change(admin, 2, "admin");
        var session = auth.session(BUDI, PASSWORD);
        try (var other = auth.another()) {
            var crowd = Crowd.queued(
                    auth.rows,
                    "SELECT id FROM users",
                    () -> change(admin, 2, "customer"),
                    () -> change(other.as(session), 1, "customer"));
            assertEquals(Map.of("", 1L, "last-admin", 1L), crowd.count(Answer::problem));
            assertEquals("1", auth.rows.value("SELECT COUNT(*) FROM users WHERE role = 'admin'"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "root", "Admin", ""})
    void an_unknown_role_is_refused(String role) {
        change(admin, 2, role).expectFaults("role:unknown-role");
        admin.put("/users/2/role", "{}").expectFaults("role:required");
    }

    @Test
    void only_an_admin_changes_roles_and_only_of_those_who_are_there() {
        var budi = auth.as(auth.session(BUDI, PASSWORD));
        change(budi, 2, "admin").expect(403, "not-allowed");
        change(auth.client, 2, "admin").expect(401, "token-missing");
        change(admin, 2, "staff");
        var staff = auth.as(auth.session(BUDI, PASSWORD));
        change(staff, 2, "admin").expect(403, "not-allowed");
        staff.get("/users").expect(403, "not-allowed");
        change(admin, 99, "staff").expect(404, "no-such-user");
    }

    @Test
    void an_admin_sees_all_accounts_by_the_page_and_nobodys_hash() {
        var answer = admin.get("/users?page=2&per_page=2").expect(200);
        assertEquals(1, answer.data().size());
        var citra = answer.data().path(0);
        assertEquals("citra@example.com", citra.path("email").asText());
        assertEquals("customer", citra.path("role").asText());
        assertEquals(4, citra.size());
        assertTrue(answer.text().contains("\"meta\":{\"page\":2,\"per_page\":2,\"total\":3}"), answer.text());
        assertFalse(answer.text().contains("$2a$"));
        admin.get("/users?page=0").expectFaults("page:out-of-range");
    }
}
