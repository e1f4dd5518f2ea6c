package nontonyuk.labs.scripts;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of the READMEs from top to bottom, and checks what they print. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for bash")
class ReadmeIT {
    @TempDir
    private Path folder;

    @RegisterExtension
    static final RunningSystem system = RunningSystem.shared();

    @Test
    void its_commands_do_what_it_says() throws IOException {
        var admin = system.client("gateway").as(system.adminToken());
        await("movies", () -> admin.get("/api/movies?q=Inception").data().size() == 1);
        var gateway = system.settings().get("GATEWAY_URL");
        var commands = Readme.allCommands().stream()
                .filter(block -> block.excuse().isEmpty())
                .map(Readme.Block::code)
                .collect(Collectors.joining())
                .replace("http://127.0.0.1:8000", gateway)
                .replaceAll("(?m)^make (doctor|demo)$", "labs/$1.sh");
        assertFalse(commands.contains("make "), "a command that the test doesn't know");
        var typed = folder.resolve("typed.sh");
        Files.writeString(typed, commands);
        var settings = new HashMap<>(system.settings());
        settings.put("API", gateway + "/api");
        settings.put("RUN_DIR", folder.resolve("run").toString());
        var outcome = Script.run(settings, "bash", "-eu", typed.toString());
        assertEquals(0, outcome.code(), outcome.text());
        for (var said : List.of(
                "User registered successfully",
                "Login successful",
                "\"title\":\"Inception\"",
                "Order created successfully",
                "HTTP/1.1 201",
                "All is well.")) assertTrue(outcome.says(said), said + " is missing in:\n" + outcome.text());
        var order = system.process("order");
        await("the trace", () -> order.log().contains("4bf92f3577b34da6a3ce929d0e0e4736"));
    }
}
