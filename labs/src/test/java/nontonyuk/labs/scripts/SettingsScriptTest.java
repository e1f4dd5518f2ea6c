package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts read {@code .env} in the same way as the services. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
final class SettingsScriptTest {
    @TempDir
    private Path folder;

    @Test
    void a_line_may_have_blanks_around_name_and_value_and_an_end_of_windows() throws IOException {
        assertEquals("8011", port("AUTH_PORT=8011\n"));
        assertEquals("8011", port("  AUTH_PORT =\t8011 \n"));
        assertEquals("8011", port("AUTH_PORT=8011\r\nMOVIE_PORT=8012\r\n"));
        assertEquals("8011", port("AUTH_PORT=8011"));
        assertEquals("a b=c", port("AUTH_PORT = a b=c"));
    }

    @Test
    void the_last_line_counts_and_what_is_empty_or_a_remark_or_another_name_does_not() throws IOException {
        assertEquals("8012", port("AUTH_PORT=8011\nAUTH_PORT = 8012\n"));
        assertEquals("8001", port("AUTH_PORT=8011\nAUTH_PORT= \r\n"));
        assertEquals("8001", port("#AUTH_PORT=8011\n # AUTH_PORT=8011\nX_AUTH_PORT=8011\n"));
        assertEquals("8001", port("AUTH_PORT_2=8011\n"));
    }

    @Test
    void the_environment_wins_unless_it_is_blank() throws IOException {
        Files.writeString(folder.resolve(".env"), "AUTH_PORT=8011\n");
        assertEquals("8021", port(Map.of("AUTH_PORT", " 8021 ")));
        assertEquals("8011", port(Map.of("AUTH_PORT", " ")));
    }

    private String port(String env) throws IOException {
        Files.writeString(folder.resolve(".env"), env);
        return port(Map.of("AUTH_PORT", ""));
    }

    private String port(Map<String, String> environment) {
        var script = ". '" + Script.ROOT + "/labs/settings.sh' && setting AUTH_PORT 8001";
        var outcome = Script.run(folder, environment, "bash", "-euo", "pipefail", "-c", script);
        assertEquals(0, outcome.code(), outcome.text());
        return outcome.text().strip();
    }
}
