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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts read {@code .env} in the same way as the services. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
final class SettingsScriptTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("nontonyuk.common.EnvFileTest#values")
    void a_value_is_read_as_the_services_read_it(String env, String value) throws IOException {
        Files.writeString(folder.resolve(".env"), env);
        assertEquals(value.isEmpty() ? "default" : value, setting("A", "default", Map.of()));
    }

    @Test
    void the_environment_wins_unless_it_is_blank() throws IOException {
        Files.writeString(folder.resolve(".env"), "AUTH_PORT=8011\n");
        assertEquals("8021", port(Map.of("AUTH_PORT", " 8021 ")));
        assertEquals("8011", port(Map.of("AUTH_PORT", " ")));
    }

    private String port(Map<String, String> environment) {
        return setting("AUTH_PORT", "8001", environment);
    }

    private String setting(String name, String fallback, Map<String, String> environment) {
        var script = ". '" + Script.ROOT + "/labs/settings.sh' && setting " + name + " " + fallback;
        var outcome = Script.run(folder, environment, "bash", "-euo", "pipefail", "-c", script);
        assertEquals(0, outcome.code(), outcome.text());
        return outcome.text().strip();
    }
}
