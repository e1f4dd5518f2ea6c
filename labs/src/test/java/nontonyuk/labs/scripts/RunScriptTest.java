package nontonyuk.labs.scripts;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code make run} with a Java that only says that it is ready: how the run ends, and what it starts again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
@Execution(ExecutionMode.CONCURRENT) // they wait for programs, each in a folder of its own
final class RunScriptTest {
    private static final List<String> NAMES = List.of("db", "tmdb", "payment", "auth", "movie", "order", "gateway");

    /** NAME.first is a command in front of the line. SIGUSR1 stands for the end of the memory. */
    private static final String JAVA = """
            #!/bin/sh
            [ "$1" != -version ] || exit 0
            for jar; do :; done
            name=${jar##*/}; name=${name%.jar}; name=${name#labs-}
            trap 'echo $name >>ended; exit 143' TERM
            trap 'exit 3' USR1
            echo $$ >$name.pid
            [ ! -e $name.first ] || . ./$name.first
            echo "12:00:00.000000 INFO    $name    - ready, 1 ms after the start"
            while sleep 0.1; do :; done
            """;

    @TempDir
    private Path folder;

    private Process process;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(folder.resolve("labs"));
        for (var script : List.of("run", "leftovers", "show", "settings", "java", "port-owner"))
            Files.copy(Script.ROOT.resolve("labs/" + script + ".sh"), folder.resolve("labs/" + script + ".sh"));
        for (var jar : List.of("sql/target/db", "labs/target/labs-tmdb", "labs/target/labs-payment"))
            write(jar + ".jar");
        for (var service : NAMES.subList(3, 7)) write(service + "/target/" + service + ".jar");
        write("jdk/bin/java", JAVA.split("\n"));
        assertTrue(folder.resolve("jdk/bin/java").toFile().setExecutable(true));
    }

    private void write(String name, String... lines) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), List.of(lines));
    }

    private void start(String command) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("RUN_DIR", "run");
        for (var name : NAMES)
            builder.environment().put(name.toUpperCase(Locale.ROOT) + "_PORT", "" + Ports.freePair());
        process = builder.start();
    }

    @AfterEach
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        for (var name : NAMES) program(name).ifPresent(ProcessHandle::destroyForcibly);
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitOutput(String text) {
        await(text, () -> read("out").contains(text));
    }

    private int awaitExit() throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), read("out"));
        return process.exitValue();
    }

    /** A program that has ended may wait for its parent as a zombie, which has no command line. */
    private Optional<ProcessHandle> program(String name) {
        if (!Files.exists(folder.resolve(name + ".pid"))) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(read(name + ".pid").strip()))
                .filter(program -> program.info().commandLine().isPresent());
    }

    private long pid(String name) {
        return program(name).orElseThrow().pid();
    }

    private static void signal(String signal, long pid) throws Exception {
        assertEquals(
                0, new ProcessBuilder("kill", "-" + signal, "" + pid).start().waitFor());
    }

    private void awaitEnd() {
        for (var name : NAMES) await(name + " to end", () -> program(name).isEmpty());
        await("the list to go", () -> !Files.exists(folder.resolve("run/pids")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP", "PIPE", "KILL", "ABRT"})
    void any_signal_to_the_script_ends_what_it_started(String signal) throws Exception {
        start("exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        signal(signal, process.pid());
        awaitEnd();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labs/run.sh | head -3",
                "labs/run.sh 2>&1 | read -r line",
                "QUIET=1 labs/run.sh | true",
                "labs/run.sh | sed /Ctrl-C/q"
            })
    void a_reader_that_stops_reading_ends_what_was_started(String command) throws Exception {
        write("movie.first", "while kill -0 $$ && sleep 0.3; do echo tick; done &");
        start(command);
        awaitExit();
        awaitEnd();
    }

    @Test
    void ctrl_c_ends_what_was_started_though_the_reader_ends_first() throws Exception {
        start("labs/run.sh | tee seen");
        await("all", () -> Files.exists(folder.resolve("seen")) && read("seen").contains("Nonton Yuk is ready"));
        process.children()
                .filter(child -> child.info().commandLine().orElse("").contains("tee"))
                .forEach(ProcessHandle::destroyForcibly);
        signal("INT", Long.parseLong(read("run/pids").split(" ")[0]));
        awaitEnd();
    }

    /** The terminal sends Ctrl-C to each program. */
    @Test
    void the_gateway_ends_first_and_the_database_last_though_it_was_started_again() throws Exception {
        start("exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        signal("KILL", pid("db"));
        awaitOutput("db was killed, and starts again");
        await("the new database", () -> program("db").isPresent());
        for (var name : NAMES) signal("INT", pid(name));
        signal("INT", process.pid());
        awaitEnd();
        assertEquals(
                List.of("gateway", "order", "movie", "auth", "payment", "tmdb", "db"),
                read("ended").lines().toList());
    }

    @Test
    void what_dies_starts_again_some_times_and_what_is_stopped_does_not() throws Exception {
        start("exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        signal("KILL", pid("auth"));
        signal("TERM", pid("movie"));
        write("order.first", "exit 9");
        signal("USR1", pid("order"));
        awaitOutput("WARNING - auth was killed, and starts again (1 of 5)");
        awaitOutput("movie has ended, the others go on. `make movie` in another terminal starts it again");
        awaitOutput("WARNING - order is out of memory, and starts again (1 of 5)");
        awaitOutput("WARNING - order has ended with code 9, and starts again (5 of 5)");
        awaitOutput("ERROR   - order has ended with code 9, and is not started again after 5 times");
        assertTrue(program("auth").isPresent());
        assertEquals(2, read("run/auth.log").lines().count(), "the log of the first start is kept");
        assertFalse(read("out").contains("movie was"), read("out"));
        endWithCtrlC();
    }

    @Test
    void a_slow_program_gets_more_time_while_a_log_grows_and_a_quiet_start_has_a_line_for_each_step() throws Exception {
        write("movie.first", "for i in 1 2 3 4 5; do echo waiting for database; sleep 0.5; done");
        write("order.first", "echo waiting for ever; while :; do sleep 0.1; done");
        start("QUIET=1 START_PATIENCE=1 exec labs/run.sh");
        assertEquals(1, awaitExit());
        var lines = read("out").replaceAll("(?m)^run      \\| \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ", "");
        for (var line : List.of(
                "INFO    - starting db tmdb payment auth movie order gateway; the logs are in run/",
                "INFO    - db is ready, ",
                "INFO    - movie is ready, ",
                "ERROR   - order is not ready, and no log has a new line since 1 s. run/order.log says what it waits for"))
            assertTrue(lines.lines().anyMatch(shown -> shown.startsWith(line)), line + " is missing in:\n" + lines);
        awaitEnd();
    }

    @Test
    void a_program_that_does_not_end_is_killed_at_last() throws Exception {
        write("order.first", "trap '' TERM");
        start("STOP_PATIENCE=1 exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        signal("TERM", process.pid());
        assertEquals(0, awaitExit());
        awaitEnd();
        assertTrue(read("out").contains("WARNING - order does not end, and is killed"), read("out"));
        assertFalse(read("out").contains("movie does not end"), read("out"));
    }

    @Test
    void each_of_two_instances_has_its_port_and_its_log_and_everybody_knows_both() throws Exception {
        for (var name : List.of("order", "gateway"))
            write(
                    name + ".first",
                    "echo at $ORDER_PORT of $ORDER_URL of $AUTH_PORT of $AUTH_URL; echo $$ >>$name.pids");
        start("QUIET=1 INSTANCES=2 exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        var first =
                "at ([0-9]+) of http://127.0.0.1:\\1,http://127.0.0.1:([0-9]+) of ([0-9]+) of http://127.0.0.1:\\3,.*";
        var line = Pattern.compile(first)
                .matcher(read("run/order.log").lines().findFirst().orElseThrow());
        assertTrue(line.matches(), read("run/order.log"));
        assertEquals(Integer.parseInt(line.group(1)) + 10, Integer.parseInt(line.group(2)));
        assertTrue(read("run/gateway.log").startsWith(line.group()), read("run/gateway.log"));
        var second = line.group().replaceFirst(line.group(1), line.group(2));
        assertTrue(read("run/order-2.log").startsWith(second), read("run/order-2.log"));
        var pids = read("run/pids")
                .lines()
                .filter(entry -> entry.endsWith(" order/target/order.jar"))
                .map(entry -> Long.parseLong(entry.split(" ")[0]))
                .toList();
        assertEquals(2, pids.size(), read("run/pids"));
        signal("KILL", pids.get(1));
        awaitOutput("order-2 was killed, and starts again");
        await(
                "its second start",
                () -> read("run/order-2.log").lines().filter(second::equals).count() == 2);
        signal("TERM", pids.get(0));
        awaitOutput("order has ended, the others go on. `make order` in another");
        signal("TERM", lastPid());
        awaitOutput("order-2 has ended, the others go on. `ORDER_PORT=" + line.group(2) + " make order` in another");
        endWithCtrlC();
    }

    @Test
    void it_says_which_of_two_instances_is_missing_in_the_address_of_its_service() throws Exception {
        start("QUIET=1 INSTANCES=2 ORDER_URL=http://127.0.0.1:$ORDER_PORT exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        var warnings =
                read("out").lines().filter(line -> line.contains("WARNING")).toList();
        assertEquals(1, warnings.size(), read("out"));
        var warning = Pattern.compile(".* ORDER_URL does not name port (\\d+): it is http://127.0.0.1:(\\d+)");
        var ports = warning.matcher(warnings.get(0));
        assertTrue(ports.matches(), read("out"));
        assertEquals(Integer.parseInt(ports.group(2)) + 10, Integer.parseInt(ports.group(1)));
        endWithCtrlC();
    }

    @Test
    void one_instance_may_be_behind_a_proxy() throws Exception {
        start("QUIET=1 ORDER_URL=http://127.0.0.1:9 exec labs/run.sh");
        awaitOutput("Nonton Yuk is ready");
        assertFalse(read("out").contains("WARNING"), read("out"));
        endWithCtrlC();
    }

    private void endWithCtrlC() throws Exception {
        signal("INT", process.pid());
        assertEquals(0, awaitExit());
        awaitEnd();
    }

    private long lastPid() {
        var pids = read("order.pids").strip().split("\n");
        return Long.parseLong(pids[pids.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "two"})
    void a_number_of_instances_that_is_none_starts_nothing(String number) throws Exception {
        start("INSTANCES=" + number + " exec labs/run.sh");
        assertEquals(1, awaitExit());
        assertEquals("INSTANCES must be a number from 1 to 9\n", read("out"));
    }
}
