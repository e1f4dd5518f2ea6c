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
import org.junit.jupiter.params.provider.*;

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

    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1",
        "0.0.0.0, 127.0.0.1",
        "::, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "::1, [::1]",
        "[fd00::2], [fd00::2]"
    })
    void the_services_are_at_the_address_where_they_listen_and_the_stand_ins_on_loopback(String bound, String host) {
        var script =
                ". '" + Script.ROOT + "/labs/settings.sh' && follow_ports && echo $MOVIE_URL $GATEWAY_URL $TMDB_URL";
        var environment = Map.of("BIND_ADDRESS", bound);
        var outcome = Script.run(folder, environment, "bash", "-euo", "pipefail", "-c", script);
        assertEquals(
                "http://" + host + ":8002 http://" + host + ":8000 http://127.0.0.1:8090",
                outcome.text().strip());
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
