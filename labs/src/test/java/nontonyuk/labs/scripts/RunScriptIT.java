package nontonyuk.labs.scripts;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nontonyuk.labs.system.RunningSystem;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code make run}: what it starts, shows and stops, and how it handles leftovers and taken ports. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
class RunScriptIT {
    @TempDir
    private Path folder;

    @AutoClose
    private RunningSystem system;

    private Path run;
    private Process started;

    @BeforeEach
    void prepare() throws IOException {
        system = new RunningSystem(folder.resolve("database"));
        run = Files.createDirectories(folder.resolve("run"));
    }

    /** A test that fails would leave its script behind, and the script its services. */
    @AfterEach
    void end() throws InterruptedException {
        if (started == null) return;
        started.destroy();
        started.waitFor(30, TimeUnit.SECONDS);
    }

    private Map<String, String> settings(Map<String, String> others) {
        var settings = new HashMap<>(system.settings());
        settings.put("RUN_DIR", run.toString());
        settings.put("COLUMNS", "40"); // narrower than the command lines of the services
        settings.putAll(others);
        return settings;
    }

    /** A run that ends early, because a port is taken. */
    private Script.Outcome inVain() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = "" + taken.getLocalPort();
            var outcome = Script.run(settings(Map.of("MOVIE_PORT", port)), "labs/run.sh");
            assertEquals(1, outcome.code(), outcome.text());
            var line = "port %s is taken by pid %d (java): stop that program, or set MOVIE_PORT to another"
                    .formatted(port, ProcessHandle.current().pid());
            assertTrue(outcome.says(line), outcome.text());
            assertFalse(outcome.says("listens on"), outcome.text());
            return outcome;
        }
    }

    private Process start(String... command) throws IOException {
        return start(settings(Map.of()), command);
    }

    private Process start(Map<String, String> settings, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(Script.ROOT.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        started = process;
        return process;
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_taken_port_is_named_with_its_owner_and_nothing_is_started() throws IOException {
        inVain();
        assertFalse(Files.exists(run.resolve("pids")));
    }

    @Test
    void what_an_earlier_run_left_behind_is_stopped() throws Exception {
        var left = start("labs/java.sh", "auth/target/auth.jar");
        await("auth", () -> output().contains("auth listens on"));
        Files.writeString(run.resolve("pids"), left.pid() + " auth/target/auth.jar\n");
        var outcome = inVain();
        assertTrue(outcome.says("stopped auth/target/auth.jar (pid " + left.pid() + ")"), outcome.text());
        assertTrue(left.waitFor(10, TimeUnit.SECONDS));
        assertFalse(Files.exists(run.resolve("pids")));
    }

    @Test
    void a_number_that_is_another_process_by_now_is_left_alone() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = start(java, "-jar", "auth/target/auth.jar"); // started by hand, not by the script
        await("auth", () -> output().contains("auth listens on"));
        Files.writeString(
                run.resolve("pids"), "%d labs/run.sh%n%d auth/target/auth.jar%n".formatted(other.pid(), other.pid()));
        var outcome = inVain();
        assertTrue(outcome.says("removed " + run + "/pids"), outcome.text());
        assertFalse(outcome.says("stopped"), outcome.text());
        assertTrue(other.isAlive());
        other.destroyForcibly();
    }

    @Test
    void ctrl_c_stops_what_was_started_and_nothing_else() throws Exception {
        system.startDatabase();
        var script = start("labs/run.sh");
        await("all", () -> output().contains("Nonton Yuk is ready"));
        var shown = output();
        for (var line : new String[] {"auth     | ", "gateway  | ", "TheMovieDB stand-in ready on", "tmdb     | "})
            assertTrue(shown.contains(line), shown);
        assertFalse(shown.contains("\033"), "colour is for terminals");
        // A second run starts nothing, and stops nothing.
        var second = Script.run(settings(Map.of()), "labs/run.sh");
        assertEquals(1, second.code());
        assertTrue(second.says("make run is running already (pid " + script.pid() + ")"), second.text());
        var nobody = system.client("gateway");
        assertEquals(401, nobody.get("/api/movies").status());

        new ProcessBuilder("kill", "-INT", "" + script.pid()).start().waitFor();
        assertTrue(script.waitFor(30, TimeUnit.SECONDS), output());
        assertEquals(0, script.exitValue());
        for (var service : RunningSystem.SERVICES) {
            assertThrows(
                    UncheckedIOException.class, () -> system.client(service).get("/health/live"), service);
            assertTrue(Files.readString(run.resolve(service + ".log")).contains("- stopped"));
        }
        system.start("auth"); // its database still runs, because the test started it, not the script
        system.client("auth").whenReady();
        assertFalse(Files.exists(run.resolve("pids")));
    }

    /** The services find each other by their ports, because the addresses are not set. */
    private Map<String, String> twoInstances() {
        var settings = settings(Map.of("INSTANCES", "2"));
        for (var service : List.of("AUTH", "MOVIE", "ORDER")) {
            settings.put(service + "_PORT", "" + Ports.freePair());
            settings.remove(service + "_URL");
        }
        settings.remove("PAYMENT_CALLBACK_URL");
        return settings;
    }

    @Test
    void no_order_is_lost_when_one_of_two_instances_is_killed_while_customers_order() throws Exception {
        system.startDatabase();
        var settings = twoInstances();
        var script = start(settings, "labs/run.sh");
        await("all", () -> output().contains("Nonton Yuk is ready"));
        var story = Script.run(settings, "labs/curl/28-story-killed-instance.sh");
        assertEquals(0, story.code(), story.text());
        assertTrue(story.says(" 20 201\n"), story.text());
        await("the restart", () -> output().contains("order-2 was killed, and starts again"));
        new ProcessBuilder("kill", "-INT", "" + script.pid()).start().waitFor();
        assertTrue(script.waitFor(30, TimeUnit.SECONDS), output());
        for (var instance : List.of("order", "order-2")) {
            var log = Files.readString(run.resolve(instance + ".log"));
            assertTrue(log.contains(" POST /orders 201 "), log);
        }
    }

    @Test
    void the_story_of_the_killed_instance_needs_two() {
        var story = Script.run(settings(Map.of()), "labs/curl/28-story-killed-instance.sh");
        assertEquals(1, story.code());
        assertTrue(story.says("start the system with `make run INSTANCES=2`"), story.text());
    }
}
