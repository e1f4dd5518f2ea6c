package nontonyuk.sql;

import static org.junit.jupiter.api.Assertions.*;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in a JVM of its own, and ends it in every way. */
class LocalDatabaseTest {
    @TempDir
    Path home;

    private Process jvm;
    private BufferedReader output;

    @AfterEach
    void end() throws InterruptedException {
        if (jvm != null) jvm.destroy();
        if (jvm != null) jvm.waitFor();
    }

    @Test
    void each_service_has_its_database() throws IOException, SQLException {
        int port = start("0");
        for (var service : new String[] {"auth", "movie", "order"}) {
            connect(port, service);
        }
    }

    @Test
    void ctrl_c_lets_the_server_finish() throws Exception {
        start("0");
        var server = server();
        new ProcessBuilder("kill", "-INT", Long.toString(jvm.pid())).start().waitFor();
        // Programs that a shell starts with & ignore SIGINT, and so do their children.
        assertTrue(jvm.waitFor(30, TimeUnit.SECONDS), "Ctrl-C did nothing");
        assertEquals(130, jvm.exitValue());
        assertFalse(server.isAlive());
        assertTrue(Files.readString(home.resolve("data/mariadb/server.log")).contains("Shutdown complete"));
    }

    @Test
    void the_server_of_a_killed_jvm_is_stopped_by_the_next() throws Exception {
        int port = start("0");
        var orphan = server();
        jvm.destroyForcibly().waitFor();
        assertTrue(orphan.isAlive());
        assertEquals(port, start(Integer.toString(port)));
        assertFalse(orphan.isAlive());
        connect(port, "movie");
    }

    @Test
    void a_stranger_with_the_recorded_process_id_is_left_alone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            var pidFile = home.resolve("data/mariadb/server.pid");
            Files.createDirectories(pidFile.getParent());
            Files.writeString(pidFile, stranger.pid() + "\n");
            start("0");
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void a_server_that_dies_takes_the_program_with_it() throws Exception {
        start("0");
        server().destroyForcibly();
        assertEquals(1, jvm.waitFor());
        assertTrue(output.readLine().startsWith("the database ended by itself with code 137; see "));
    }

    @Test
    void a_missing_password_is_named() throws Exception {
        launch("0", "");
        assertEquals(1, jvm.waitFor());
        assertTrue(output.readLine().startsWith("AUTH_DB_PASSWORD is not set"));
    }

    private int start(String port) throws IOException {
        launch(port, "secret");
        var line = output.readLine();
        assertTrue(line.matches("\\S+ INFO +db +- database ready on 127\\.0\\.0\\.1:\\d+ in \\d+\\.\\d s"), line);
        return Integer.parseInt(line.replaceAll(".*:(\\d+) .*", "$1"));
    }

    private void launch(String port, String password) throws IOException {
        var program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalDatabase.class.getName());
        program.environment().put("DB_PORT", port);
        for (var service : new String[] {"AUTH", "MOVIE", "ORDER"}) {
            program.environment().put(service + "_DB_PASSWORD", password);
        }
        jvm = program.directory(home.toFile()).redirectErrorStream(true).start();
        output = jvm.inputReader();
    }

    private ProcessHandle server() throws IOException {
        var pid = Files.readString(home.resolve("data/mariadb/server.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void connect(int port, String service) throws SQLException {
        var name = "nontonyuk_" + service;
        DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/" + name, name, "secret")
                .close();
    }
}
