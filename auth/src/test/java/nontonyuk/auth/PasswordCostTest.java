package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the hashes that are there when {@code BCRYPT_COST} is changed. */
class PasswordCostTest {
    private static final String EMAIL = "ani@example.com";
    private static final String PASSWORD = "salt popcorn";
    private static final int MOST = 18; // at once: two threads, and sixteen that wait

    private TestAuth auth;
    private TestRows rows;

    @BeforeEach
    void start() throws SQLException {
        var database = TestDatabase.create("auth");
        try (var before = TestAuth.start(database)) {
            before.register(EMAIL, PASSWORD);
        }
        auth = TestAuth.start(database, "BCRYPT_COST", "6");
        rows = new TestRows(database);
    }

    @AfterEach
    void stop() throws SQLException {
        auth.close();
        rows.close();
    }

    private String hash() throws SQLException {
        return rows.value("SELECT password_hash FROM users");
    }

    @Test
    void a_login_that_is_right_renews_the_hash_and_the_password_stays() throws SQLException {
        var old = hash();
        assertEquals("wrong-credentials", auth.login(EMAIL, "wrong password").problem());
        assertEquals(old, hash());

        assertEquals(200, auth.login(EMAIL, PASSWORD).status());
        var renewed = hash();
        assertTrue(old.startsWith("$2a$04$") && renewed.startsWith("$2a$06$"), renewed);
        assertEquals(200, auth.login(EMAIL, PASSWORD).status());
        assertEquals("wrong-credentials", auth.login(EMAIL, "wrong password").problem());
        assertEquals(renewed, hash());
    }

    @Test
    void of_two_logins_at_once_that_renew_it_both_get_in() throws SQLException {
        try (var crowd = new Crowd()) {
            rows.hold("SELECT id FROM users", () -> {
                crowd.ask(2, i -> auth.login(EMAIL, PASSWORD));
                rows.awaitWaiting(2);
            });
            assertEquals(Map.of(200, 2L), crowd.count(Answer::status));
        }
    }

    @Test
    void a_change_of_password_that_meets_it_is_done() throws SQLException {
        var client = auth.as(auth.session(EMAIL, PASSWORD));
        rows.update("UPDATE users SET password_hash = ?", new Passwords(4).hash(PASSWORD));
        var wanted = "{\"old_password\": \"%s\", \"new_password\": \"pepper popcorn\"}";
        try (var crowd = new Crowd()) {
            rows.hold("SELECT id FROM users", () -> {
                crowd.ask(1, i -> auth.login(EMAIL, PASSWORD));
                rows.awaitWaiting(1);
                crowd.ask(1, i -> client.post("/password", wanted.formatted(PASSWORD)));
                rows.awaitWaiting(2);
            });
            assertEquals(Map.of(200, 1L, 204, 1L), crowd.count(Answer::status));
        }
    }

    @Test
    void while_too_many_wait_it_is_left_to_a_later_login() {
        var passwords = new Passwords(8);
        var old = new Passwords(4).hash(PASSWORD);
        assertFalse(passwords.rehash(PASSWORD, old).isEmpty());
        var done = new AtomicBoolean();
        var threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < MOST; i++) {
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
