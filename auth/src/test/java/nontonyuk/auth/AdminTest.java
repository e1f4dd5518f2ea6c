package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.Test;

class AdminTest {
    private static final int AT_ONCE = 6; // for each of two instances; each has eight connections

    private static String role(Answer answer) {
        return answer.expect(201).field("role");
    }

    @Test
    void the_first_account_is_the_admin_and_all_later_ones_are_customers() {
        try (var auth = TestAuth.start()) {
            assertEquals("admin", role(auth.register("ani@example.com", "salt popcorn")));
            assertEquals("customer", role(auth.register("budi@example.com", "salt popcorn")));
            assertEquals("customer", role(auth.register("citra@example.com", "salt popcorn")));
        }
    }

    @Test
    void a_registration_that_fails_does_not_count_as_the_first() {
        try (var auth = TestAuth.start()) {
            auth.register("ani@example.com", "short").expect(422);
            assertEquals("admin", role(auth.register("ani@example.com", "salt popcorn")));
        }
    }

    @Test
    void many_first_registrations_at_two_instances_make_one_admin() {
        try (var one = TestAuth.start();
                var two = one.another();
                var crowd = new Crowd()) {
            one.rows.race("users", 2 * AT_ONCE, () -> {
                crowd.ask(AT_ONCE, i -> one.register("a" + i + "@example.com", "salt popcorn"));
                crowd.ask(AT_ONCE, i -> two.register("b" + i + "@example.com", "salt popcorn"));
            });
            assertEquals(Map.of("admin", 1L, "customer", 2L * AT_ONCE - 1), crowd.count(AdminTest::role));
        }
    }

    @Test
    void of_two_who_want_one_email_at_once_one_gets_it() {
        try (var one = TestAuth.start();
                var two = one.another();
                var crowd = new Crowd()) {
            one.rows.race("users", 2, () -> {
                crowd.ask(1, i -> one.register("ani@example.com", "salt popcorn"));
                crowd.ask(1, i -> two.register("ANI@example.com", "salt popcorn"));
            });
            assertEquals(Map.of("", 1L, "email-taken", 1L), crowd.count(Answer::problem));
            assertEquals("1", one.rows.value("SELECT COUNT(*) FROM users WHERE role = 'admin'"));
        }
    }

    @Test
    void with_ADMIN_EMAIL_the_admin_is_that_account_and_no_other() {
        try (var auth = TestAuth.start("ADMIN_EMAIL", "Boss@Example.com")) {
            assertEquals("customer", role(auth.register("ani@example.com", "salt popcorn")));
            assertEquals("admin", role(auth.register("boss@example.COM", "salt popcorn")));
            assertEquals("customer", role(auth.register("budi@example.com", "salt popcorn")));
        }
    }

    @Test
    void the_email_of_a_deleted_admin_makes_no_admin_again() {
        try (var auth = TestAuth.start("ADMIN_EMAIL", "boss@example.com")) {
            assertEquals("admin", role(auth.register("boss@example.com", "salt popcorn")));
            auth.rows.update("UPDATE users SET email = 'deleted 1' WHERE id = 1");
            assertEquals("customer", role(auth.register("boss@example.com", "salt popcorn")));
        }
    }

    @Test
    void the_first_account_stays_the_first_when_ADMIN_EMAIL_is_taken_away() {
        var database = TestDatabase.create("auth");
        try (var auth = TestAuth.start(database, "ADMIN_EMAIL", "boss@example.com")) {
            assertEquals("customer", role(auth.register("ani@example.com", "salt popcorn")));
        }
        try (var auth = TestAuth.start(database)) {
            assertEquals("customer", role(auth.register("budi@example.com", "salt popcorn")));
        }
    }
}
