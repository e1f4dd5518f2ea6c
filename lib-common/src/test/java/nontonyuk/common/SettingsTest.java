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
    void a_line_that_is_no_setting_is_named() throws IOException {
        var file = folder.resolve(".env");
        Files.writeString(file, "A=1\nnonsense\n");
        assertEquals(file + " line 2 does not have the form NAME=value", refusal(() -> Settings.read(Map.of(), file)));
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
}
