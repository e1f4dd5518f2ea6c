package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class SettingsTest {
    @TempDir
    private Path folder;

    private static String refusal(Runnable reading) {
        return assertThrows(Settings.Invalid.class, reading::run).getMessage();
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
        var file = folder.resolve(".env");
        Files.writeString(file, "# a comment\n\nA = from=file\nB=from file\nEMPTY=\n");
        var settings = Settings.read(Map.of("B", "from environment", "A", ""), file);
        assertEquals("from=file", settings.text("A", "default"));
        assertEquals("from environment", settings.text("B", "default"));
        assertEquals("default", settings.text("C", "default"));
        assertEquals("default", settings.text("EMPTY", "default"));
    }

    @Test
    void without_a_file_the_environment_is_enough() {
        assertEquals("b", Settings.read(Map.of("A", "b"), folder.resolve("no")).text("A", ""));
    }

    @Test
    void a_value_that_cannot_be_used_is_named_with_its_variable() {
        var settings =
                Settings.of(Map.of("PORT", "80x", "BIG", "70000", "URL", "ftp://there", "PATH_URL", "http://a/b"));
        assertEquals(
                "PORT must be a whole number from 0 to 65535, not \"80x\"", refusal(() -> settings.port("PORT", 1)));
        assertEquals(
                "BIG must be a whole number from 0 to 65535, not \"70000\"", refusal(() -> settings.port("BIG", 1)));
        assertEquals(
                "URL must be an address such as http://127.0.0.1:8001, not \"ftp://there\"",
                refusal(() -> settings.address("URL", "http://127.0.0.1:8001")));
        assertThrows(Settings.Invalid.class, () -> settings.address("PATH_URL", "http://127.0.0.1:1"));
        assertEquals(
                "SECRET is not set; put it into the environment or into .env (see .env.example)",
                refusal(() -> settings.required("SECRET")));
    }

    @Test
    void several_addresses_stand_with_commas_between() {
        var settings = Settings.of(Map.of("URLS", "http://a:1, http://b:2/", "BAD", "http://a,,http://b"));
        assertEquals(
                List.of(URI.create("http://a:1"), URI.create("http://b:2")), settings.addresses("URLS", "http://c"));
        assertEquals(List.of(URI.create("http://c")), settings.addresses("NONE", "http://c"));
        assertEquals(
                "BAD must be an address such as http://c, not \"\"",
                refusal(() -> settings.addresses("BAD", "http://c")));
    }

    @ParameterizedTest
    @CsvSource({
        "fifteen letters, must have at least 16 characters",
        "kata rahasia üntuk tes, must have printable ASCII characters only",
        "change-me, is a placeholder still",
        "<CHANGE_ME>, is a placeholder still",
        "ChangeMeChangeMe, 'must be random, not a placeholder or an example'",
        "prod-change-me-now-4711, 'must be random, not a placeholder or an example'",
        "replace-with-something, 'must be random, not a placeholder or an example'",
        "generate-a-random-secret, 'must be random, not a placeholder or an example'",
        "development-secret, 'must be random, not a placeholder or an example'",
        "ganti-ini-dengan-acak, 'must be random, not a placeholder or an example'",
        "your-own-secret-goes-here, 'must be random, not a placeholder or an example'",
        "secret-secret-secret, 'must be random, not a placeholder or an example'",
        "my-super-secret-key-123456, 'must be random, not a placeholder or an example'",
        "password12345678, 'must be random, not a placeholder or an example'",
        "example-of-a-long-value, 'must be random, not a placeholder or an example'",
        "ticket-secret-0123456789, 'must be random, not a placeholder or an example'",
        "aaaaaaaaaaaaaaaaaaaaaaaa, 'must be random, not a placeholder or an example'",
        "1234567890123456, 'must be random, not a placeholder or an example'",
    })
    void a_secret_that_can_be_guessed_is_refused(String secret, String reason) {
        var message = refusal(() -> Settings.of(Map.of("TICKET_SECRET", secret)).secret("TICKET_SECRET"));
        assertTrue(message.startsWith("TICKET_SECRET " + reason + "; `openssl rand -hex 24`"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f0c1f7ab1c92bd3",
                "d7b5c1e8d0f24be98be5a4c1d7b5c1e8d0f24be98be5a4c1",
                "c2VjcmV0LXdpdGgtYmFzZTY0",
                "3f1d0c52-8a55-4a0e-9d7f-0f6f6b6a5f11"
            })
    void a_random_secret_is_taken(String secret) {
        assertEquals(secret, Settings.of(Map.of("TICKET_SECRET", secret)).secret("TICKET_SECRET"));
    }

    @Test
    void a_password_of_ones_own_database_may_be_short_but_not_the_placeholder() {
        var settings = Settings.of(Map.of("A", "short", "B", "change-me"));
        assertEquals("short", settings.required("A"));
        assertTrue(refusal(() -> settings.required("B")).startsWith("B is a placeholder still; "));
    }
}
