package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

@Isolated("it changes the locale of the process")
class RegisterTest {
    private static final String PASSWORD = "correct horse";

    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    @Test
    void a_new_account_is_shown_without_its_password() {
        var answer = auth.register("ani@example.com", PASSWORD).expect(201);
        assertEquals("/me", answer.header("Location"));
        assertEquals(
                "User registered successfully", answer.json().at("/message").asText());
        assertEquals("ani@example.com", answer.field("email"));
        var made = Instant.parse(answer.field("created_at"));
        assertTrue(Duration.between(made, Instant.now()).abs().toMinutes() < 1, "" + made);
        assertEquals(4, answer.data().size(), answer.text());
        assertFalse(answer.text().contains("hash"));
        var hash = auth.rows.value("SELECT password_hash FROM users WHERE email LIKE 'ani@%'");
        assertTrue(hash.startsWith("$2a$04$"), hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"budi@example.com", "BUDI@Example.COM", "  budi@example.com "})
    void an_email_is_taken_however_it_is_written(String email) {
        auth.register("budi@example.com", PASSWORD);
        auth.register(email, "another password").expect(409, "email-taken");
    }

    @Test
    void it_is_the_same_email_on_a_machine_that_speaks_Turkish() {
        var language = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr")); // there a small I has no dot
        try {
            auth.register("TITI@EXAMPLE.COM", PASSWORD).expect(201);
            auth.login("titi@example.com", PASSWORD).expect(200);
        } finally {
            Locale.setDefault(language);
        }
    }

    @Test
    void an_accent_in_one_piece_or_two_is_one_email_and_a_letter_without_it_another() {
        auth.register("ren\\u00e9@example.com", PASSWORD).expect(201);
        auth.register("rene\\u0301@example.com", PASSWORD).expect(409, "email-taken");
        auth.register("REN\\u00c9@example.com", PASSWORD).expect(409, "email-taken");
        auth.register("rene@example.com", PASSWORD).expect(201);
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
        var answer = auth.register(email, PASSWORD).expect(422);
        assertTrue(answer.faults().contains("email:not-an-email"), answer.text());
    }

    @Test
    void an_email_has_at_most_254_characters() {
        var domain = "@example.com";
        var longest = "x".repeat(254 - domain.length()) + domain;
        auth.register(longest, PASSWORD).expect(201);
        auth.register("x" + longest, PASSWORD).expectFaults("email:too-long");
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, password:too-short",
        "🎬🎬🎬🎬🎬🎬🎬, password:too-short",
        "1234567\\ud83c, password:bad-character",
        "abcd\\u0000abcd, password:bad-character",
        "my cat is a \\u0009by, password:bad-character",
    })
    void what_is_no_password_is_refused(String password, String faults) {
        auth.register("nobody@example.com", password).expectFaults(faults);
    }

    @Test
    void a_password_has_8_characters_to_72_bytes() {
        auth.register("eight@example.com", "tiket 24").expect(201);
        auth.register("72@example.com", "x".repeat(72)).expect(201);
        auth.register("cinema@example.com", "🎬".repeat(18)).expect(201);
        auth.register("x@example.com", "x".repeat(73)).expectFaults("password:too-long");
        auth.register("x@example.com", "é".repeat(37)).expectFaults("password:too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "password1", "PassWord1", "1QAZ2wsx", "sunshine"})
    void a_password_that_everybody_tries_first_is_refused(String password) {
        auth.register("x@example.com", password).expectFaults("password:too-common");
    }

    @Test
    void a_thousand_passwords_are_too_common_and_none_of_them_too_short() throws IOException {
        try (var file = RegisterTest.class.getResourceAsStream("common-passwords.txt")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1000, text.lines().distinct().count());
            text.lines().forEach(password -> {
                assertTrue(password.length() >= 8, password);
                assertTrue(Passwords.isCommon(password.toUpperCase(Locale.ROOT)), password);
            });
        }
    }

    @Test
    void all_faults_are_told_at_once() {
        auth.client.post("/register", "{}").expectFaults("email:required,password:required");
        auth.register("ani", "short").expectFaults("email:not-an-email,password:too-short");
    }

    @Test
    void nobody_chooses_a_role() {
        var account = TestAuth.credentials("x@example.com", "long enough").replace("}", ", \"role\": \"admin\"}");
        auth.client.post("/register", account).expectFaults("role:unknown-field");
    }
}
