package nontonyuk.auth;

import static nontonyuk.auth.TestAuth.EMAIL;
import static nontonyuk.auth.TestAuth.PASSWORD;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

/** The renewal of old hashes after a change of {@code BCRYPT_COST}. */
class PasswordCostTest {
    private static final int MAX_PARALLEL = 18; // two threads, and a queue of sixteen

    @AutoClose
    private final TestAuth before = TestAuth.withAni();

    @AutoClose
    private final TestAuth auth = before.another("BCRYPT_COST", "6");

    private final TestRows rows = before.rows;

    private String hash() {
        return rows.value("SELECT password_hash FROM users");
    }

    @Test
    void a_login_that_is_right_renews_the_hash_and_the_password_stays() {
        var old = hash();
        auth.login(EMAIL, "wrong password").expect(401, "wrong-credentials");
        assertEquals(old, hash());

        auth.login(EMAIL, PASSWORD).expect(200);
        var renewed = hash();
        assertTrue(old.startsWith("$2a$04$") && renewed.startsWith("$2a$06$"), renewed);
        auth.login(EMAIL, PASSWORD).expect(200);
        auth.login(EMAIL, "wrong password").expect(401, "wrong-credentials");
        assertEquals(renewed, hash());
    }

    @Test
    void of_two_logins_at_once_that_renew_it_both_get_in() {
        Supplier<Answer> login = () -> auth.login(EMAIL, PASSWORD);
        var crowd = Crowd.queued(rows, "SELECT id FROM users", login, login);
        assertEquals(Map.of(200, 2L), crowd.count(Answer::status));
    }

    @Test
    void the_second_of_them_frees_the_row_before_it_verifies_the_new_hash() {
        Supplier<Answer> login = () -> auth.login(EMAIL, PASSWORD);
        var sessions = new AtomicReference<String>();
        Crowd.queued(rows, "SELECT id FROM users", login, login, () -> {
            rows.hold("SELECT id FROM users", () -> sessions.set(rows.value("SELECT COUNT(*) FROM sessions")));
            return null;
        });
        assertEquals("1", sessions.get());
    }

    @Test
    void a_change_of_password_that_meets_it_is_done() {
        var client = auth.as(auth.session());
        rows.update("UPDATE users SET password_hash = ?", new Passwords(4).hash(PASSWORD));
        var wanted = "{\"old_password\": \"%s\", \"new_password\": \"pepper popcorn\"}";
        var crowd = Crowd.queued(
                rows,
                "SELECT id FROM users",
                () -> auth.login(EMAIL, PASSWORD),
                () -> client.post("/password", wanted.formatted(PASSWORD)));
        assertEquals(Map.of(200, 1L, 204, 1L), crowd.count(Answer::status));
    }

    @Test
    void while_too_many_wait_it_is_left_to_a_later_login() {
        var passwords = new Passwords(8);
        var old = new Passwords(4).hash(PASSWORD);
        assertFalse(passwords.rehash(PASSWORD, old).isEmpty());
        var done = new AtomicBoolean();
        var threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < MAX_PARALLEL; i++) {
                threads.execute(() -> {
                    while (!done.get()) passwords.rehash(PASSWORD, old);
                });
            }
            TestClient.await("no hash", () -> passwords.rehash(PASSWORD, old).isEmpty());
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }
}
