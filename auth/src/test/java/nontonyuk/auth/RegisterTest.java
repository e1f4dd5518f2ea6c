package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
    private static final String PASSWORD = "correct horse";

    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    @Test
    void a_new_account_is_shown_without_its_password() throws SQLException {
        var answer = auth.register("ani@example.com", PASSWORD);
        assertEquals(201, answer.status());
        assertEquals("/me", answer.header("Location"));
        assertEquals(
                "User registered successfully", answer.json().path("message").asText());
        assertEquals("ani@example.com", answer.data().path("email").asText());
        var made = Instant.parse(answer.data().path("created_at").asText());
        assertTrue(Duration.between(made, Instant.now()).abs().toMinutes() < 1, "" + made);
        assertEquals(4, answer.data().size(), answer.text());
        assertFalse(answer.text().contains("hash"));
        try (var rows = auth.rows()) {
            var hash = rows.value("SELECT password_hash FROM users WHERE email LIKE 'ani@%'");
            assertTrue(hash.startsWith("$2a$04$"), hash);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"budi@example.com", "BUDI@Example.COM", "  budi@example.com "})
    void an_email_is_taken_however_it_is_written(String email) {
        auth.register("budi@example.com", PASSWORD);
        var again = auth.register(email, "another password");
        assertEquals(409, again.status());
        assertEquals("email-taken", again.problem());
    }

    @Test
    void it_is_the_same_email_on_a_machine_that_speaks_Turkish() {
        var language = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr")); // there a small I has no dot
        try {
            assertEquals(201, auth.register("TITI@EXAMPLE.COM", PASSWORD).status());
            assertEquals(200, auth.login("titi@example.com", PASSWORD).status());
        } finally {
            Locale.setDefault(language);
        }
    }

    @Test
    void an_accent_in_one_piece_or_two_is_one_email_and_a_letter_without_it_another() {
        assertEquals(201, auth.register("ren\\u00e9@example.com", PASSWORD).status());
        assertEquals(
                "email-taken",
                auth.register("rene\\u0301@example.com", PASSWORD).problem());
        assertEquals(
                "email-taken", auth.register("REN\\u00c9@example.com", PASSWORD).problem());
        assertEquals(201, auth.register("rene@example.com", PASSWORD).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ani",
                "@example.com",
                "ani@",
                "ani@example",
                "ani@.com",
                "ani@example.",
                "ani@exam..ple",
                "a@b@example.com",
                "an i@example.com",
                "ani@exam\\u00a0ple.com",
                "ani\\u200b@example.com",
                "ani\\ud800@example.com"
            })
    void what_is_no_email_is_refused(String email) {
        var answer = auth.register(email, PASSWORD);
        assertEquals(422, answer.status());
        assertTrue(answer.faults().contains("email:not-an-email"), answer.text());
    }

    @Test
    void an_email_has_at_most_254_characters() {
        var domain = "@example.com";
        var longest = "x".repeat(254 - domain.length()) + domain;
        assertEquals(201, auth.register(longest, PASSWORD).status());
        assertEquals("email:too-long", auth.register("x" + longest, PASSWORD).faults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 letters | 1234567 | password:too-short",
                "7 characters of 4 bytes | 🎬🎬🎬🎬🎬🎬🎬 | password:too-short",
                "half a character | 1234567\\ud83c | password:bad-character",
                "a NUL | abcd\\u0000abcd | password:bad-character",
            })
    void what_is_no_password_is_refused(String name, String password, String faults) {
        assertEquals(faults, auth.register("nobody@example.com", password).faults(), name);
    }

    @Test
    void a_password_has_8_characters_to_72_bytes() {
        assertEquals(201, auth.register("eight@example.com", "tiket 24").status());
        assertEquals(201, auth.register("72@example.com", "x".repeat(72)).status());
        assertEquals(201, auth.register("cinema@example.com", "🎬".repeat(18)).status());
        assertEquals(
                "password:too-long",
                auth.register("x@example.com", "x".repeat(73)).faults());
        assertEquals(
                "password:too-long",
                auth.register("x@example.com", "é".repeat(37)).faults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "password1", "PassWord1", "1QAZ2wsx", "sunshine"})
    void a_password_that_everybody_tries_first_is_refused(String password) {
        assertEquals(
                "password:too-common", auth.register("x@example.com", password).faults());
    }

    @Test
    void a_thousand_passwords_are_too_common_and_none_of_them_too_short() throws IOException {
        try (var file = RegisterTest.class.getResourceAsStream("common-passwords.txt")) {
            var list = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertEquals(1000, Set.copyOf(list).size());
            for (var password : list) {
                assertTrue(password.length() >= 8, password);
                assertTrue(CommonPasswords.contain(password.toUpperCase(Locale.ROOT)), password);
            }
        }
    }

    @Test
    void all_faults_are_told_at_once() {
        assertEquals(
                "email:required,password:required",
                auth.client.post("/register", "{}").faults());
        assertEquals(
                "email:not-an-email,password:too-short",
                auth.register("ani", "short").faults());
    }

    @Test
    void nobody_chooses_a_role() {
        var answer = auth.client.post("/register", """
                        {"email": "x@example.com", "password": "long enough", "role": "admin"}""");
        assertEquals(422, answer.status());
        assertEquals("role:unknown-field", answer.faults());
    }
}
