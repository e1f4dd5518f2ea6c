package nontonyuk.auth;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mindrot.jbcrypt.BCrypt;

class PasswordFormsTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.withAni();

    /** The cases of RFC 8265 §4.3, and letters of Vietnamese, Korean and physics. */
    @ParameterizedTest
    @CsvSource({
        "200, p\\u00e4ssword caf\\u00e9, pa\\u0308ssword cafe\\u0301",
        "200, foo\\u1680bar baz, foo bar baz",
        "200, \\u00a0nbsp\\u2003wide\\u3000, '\\u2000nbsp wide '",
        "200, \\u1ec7\\u1ec7\\u1ec7\\u1ec7 phim, e\\u0323\\u0302e\\u0302\\u0323\\u1eb9\\u0302\\u1ec7 phim",
        "200, \\ud55c\\uad6d ticket, \\u1112\\u1161\\u11ab\\u1100\\u116e\\u11a8 ticket",
        "200, 100 \\u212bngstr\\u00f6m, 100 \\u00c5ngstro\\u0308m",
        "401, caf\\u00e9 at night, cafe at night",
        "401, Salt and popcorn, salt and popcorn",
        "401, \\ufb01lm and popcorn, film and popcorn",
        "401, two  spaces there, two spaces there",
    })
    void a_password_is_the_same_on_each_keyboard_and_another_stays_another(int status, String one, String other) {
        var email = "k" + one.hashCode() + "@example.com";
        auth.register(email, one).expect(201);
        auth.login(email, other).expect(status);
        auth.register("other." + email, other).expect(201);
        auth.login("other." + email, one).expect(status);
    }

    /** A hash from before the passwords had one form, of the text as it was typed then. */
    @ParameterizedTest
    @CsvSource({
        "cafe\u0301 at night, caf\u00e9 at night",
        "non\u00a0breaking, non\u00a0breaking",
        "caf\u00e9 and \u212bke at sea, caf\u00e9 and \u212bke at sea",
        "mixed e\u0301 and \u00e9, mixed e\u0301 and \u00e9",
    })
    void an_old_hash_stays_valid(String stored, String typed) {
        var email = "o" + stored.hashCode() + "@example.com";
        auth.register(email, TestAuth.PASSWORD).expect(201);
        var hash = BCrypt.hashpw(stored, BCrypt.gensalt(4));
        auth.rows.update("UPDATE users SET password_hash = ? WHERE email = ?", hash, email);
        auth.login(email, stored).expect(200);
        auth.login(email, typed).expect(200);
        auth.login(email, typed + "x").expect(401, "wrong-credentials");
    }
}
