package nontonyuk.labs.running;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs a jar with one class, {@link Program}. */
class RunningJarTest {
    @TempDir
    private Path folder;

    /** It prints twenty lines, then does what its setting says. */
    static final class Program {
        public static void main(String[] args) throws Exception {
            for (int i = 1; i <= 20; i++) System.out.println("line " + i);
            System.err.println(Path.of("").toAbsolutePath());
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            int status = Integer.parseInt(System.getenv("PROGRAM_STATUS"));
            if (status == 0) System.exit(3);
            var child = System.getenv("PROGRAM_CHILD");
            if (child != null) new ProcessBuilder("sleep", child).start();
            server.createContext("/health/ready", exchange -> exchange.sendResponseHeaders(status, -1));
            server.start();
            System.out.println("port " + server.getAddress().getPort() + ".");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped")));
        }
    }

    private RunningJar start(int status) throws IOException {
        return start(Map.of("PROGRAM_STATUS", "" + status));
    }

    private RunningJar start(Map<String, String> settings) throws IOException {
        var jar = folder.resolve("program.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        var path = Program.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var program = Program.class.getClassLoader().getResourceAsStream(path)) {
            out.putNextEntry(new ZipEntry(path));
            program.transferTo(out);
        }
        return RunningJar.start("program", jar, settings, folder, RunningJar.ONE_COMPILER);
    }

    private static int port(RunningJar program) {
        return Integer.parseInt(program.awaitLog(".\n").log().replaceAll("(?s).*port (\\d+)\\.\n.*", "$1"));
    }

    @Test
    void it_works_in_its_folder_and_says_its_last_lines_at_sigterm() throws IOException {
        try (var program = start(200)) {
            program.awaitReady(port(program), Duration.ofMinutes(1));
            assertTrue(program.isAlive());
            assertTrue(program.log().contains(folder.toRealPath().toString()), program.log());
            program.terminate();
            assertFalse(program.isAlive());
            assertEquals(List.of("stopped"), program.lastLines(1));
        }
        assertTrue(Files.exists(folder.resolve("program.log")));
    }

    @Test
    void a_kill_leaves_no_time_for_last_words() throws IOException {
        try (var program = start(200)) {
            port(program);
            program.kill();
            assertFalse(program.log().contains("stopped"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sleep")
    void a_kill_ends_what_the_process_has_started() throws Exception {
        try (var program = start(Map.of("PROGRAM_STATUS", "200", "PROGRAM_CHILD", "61.5"))) {
            port(program);
            var child = ProcessHandle.current()
                    .descendants()
                    .filter(one -> String.join(" ", one.info().arguments().orElse(new String[0]))
                            .equals("61.5"))
                    .findFirst()
                    .orElseThrow();
            program.kill();
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void one_that_ends_is_named_with_its_last_lines() throws IOException {
        try (var program = start(0)) {
            var failure = assertThrows(ProcessFailure.class, () -> program.awaitReady(9, Duration.ofMinutes(1)));
            assertTrue(
                    failure.getMessage().startsWith("program has ended with code 3:\nline 7\n"), failure.getMessage());
        }
    }

    @Test
    void one_that_is_never_ready_is_named() throws IOException {
        try (var program = start(503)) {
            int port = port(program);
            var failure = assertThrows(ProcessFailure.class, () -> program.awaitReady(port, Duration.ofMillis(100)));
            assertTrue(failure.getMessage().startsWith("program is not ready after 0 s:\n"), failure.getMessage());
        }
    }

    @Test
    void a_full_log_keeps_its_beginning_and_the_output_is_read_to_its_end() throws Exception {
        var output = new ByteArrayInputStream("a\nbcd".repeat(10_000).getBytes());
        var log = ProcessLog.of(output, folder, "order", 3);
        log.awaitEnd();
        assertEquals("a\nb", log.text());
        assertEquals(0, output.available());
    }

    @Test
    void each_process_of_a_name_has_a_log_of_its_own() throws Exception {
        for (int i = 0; i < 2; i++) {
            ProcessLog.of(new ByteArrayInputStream(new byte[i]), folder, "order")
                    .awaitEnd();
        }
        assertEquals(0, Files.size(folder.resolve("order.log")));
        assertEquals(1, Files.size(folder.resolve("order.2.log")));
    }
}
