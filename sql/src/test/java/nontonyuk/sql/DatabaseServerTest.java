package nontonyuk.sql;

import static nontonyuk.sql.DatabaseTest.assertUnavailable;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.sql.Database;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Checks the accounts, the data and the port of a server. */
@Isolated("it measures times")
class DatabaseServerTest {
    private static final Account MOVIE = new Account("cinema_movie", "movie", "reel");
    private static final Account ORDER = new Account("cinema_order", "order", "ticket");
    // A grant on cinema_movie includes this name if its underscore is not escaped.
    private static final Account LOOKALIKE = new Account("cinemaXmovie", "lookalike", "mirror");

    /** One folder for all tests, which run one after the other; only the first start creates data. */
    @TempDir
    static Path folder;

    private DatabaseServer server;

    @AfterEach
    void stop() {
        if (server != null) server.stop();
    }

    @Test
    void a_user_reaches_its_own_database_and_no_other() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE, ORDER, LOOKALIKE);
        assertEquals("1", query(MOVIE, "SELECT 1"));
        assertEquals("1", query(ORDER, "SELECT 1"));
        for (var other : new String[] {"cinema_order", "cinemaXmovie", "mysql"}) {
            var refusal = assertThrows(SQLException.class, () -> query(MOVIE, "SHOW TABLES IN " + other));
            assertEquals(1044, refusal.getErrorCode(), other);
        }
    }

    @Test
    void data_survives_stop_and_start_on_the_same_port() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE);
        query(MOVIE, "CREATE OR REPLACE TABLE kept AS SELECT 'stopped' AS word");
        server.stop();
        server = DatabaseServer.start(folder, server.port(), MOVIE);
        assertEquals("stopped", query(MOVIE, "SELECT word FROM kept"));
    }

    @Test
    void a_kept_server_forgets_the_test_databases_of_a_crash_only() throws SQLException {
        var left = new Account("order_0123abcd", "order_0123abcd", "left");
        var own = Repository.sqlFolder().orElseThrow().resolve("target/kept-database");
        server = DatabaseServer.start(own, 0, MOVIE, left);
        server.stop();
        var kept = TestServer.at(own);
        assertEquals(kept, TestServer.at(own));
        assertEquals("cinema_movie", name(kept, "cinema_movie"));
        assertNull(name(kept, "order_0123abcd"));
        var database = TestDatabase.create(kept, "movie");
        assertEquals(database.user(), name(kept, database.user()));
        database.drop(kept);
        assertNull(name(kept, database.user()));
    }

    private static String name(TestServer server, String database) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery("SHOW DATABASES LIKE '" + database + "'");
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Test
    void data_survives_a_crash() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE);
        query(MOVIE, "CREATE OR REPLACE TABLE kept (word CHAR(6))");
        query(MOVIE, "INSERT INTO kept VALUES ('killed')");
        server.kill();
        assertThrows(SQLException.class, () -> query(MOVIE, "SELECT 1"));
        server = DatabaseServer.start(folder, server.port(), MOVIE);
        assertEquals("killed", query(MOVIE, "SELECT word FROM kept"));
    }

    @Test
    void a_changed_password_counts_from_the_next_start() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE);
        server.stop();
        var changed = new Account(MOVIE.database(), MOVIE.user(), "sp\u00e4t'\"\\ `#--;\n%s");
        server = DatabaseServer.start(folder, 0, changed);
        assertEquals("1", query(changed, "SELECT 1"));
        assertEquals(1045, refusal(MOVIE));
    }

    @Test
    void nobody_gets_in_without_a_password() {
        server = DatabaseServer.start(folder, 0, MOVIE);
        for (var user : new String[] {"root", "", "mysql", "mariadb.sys", MOVIE.user()}) {
            assertEquals(1045, refusal(new Account("", user, "")), user);
        }
    }

    @Test
    void accounts_that_cannot_be_made_stop_the_start() {
        var failure = assertThrows(
                DatabaseFailure.class, () -> DatabaseServer.start(folder, 0, new Account("a", "u".repeat(200), "p")));
        assertTrue(failure.getMessage().startsWith("the database did not accept its accounts"), failure.getMessage());
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            var failure = assertThrows(DatabaseFailure.class, () -> DatabaseServer.start(folder, port));
            assertEquals("port " + port + " is taken by another program", failure.getMessage());
        }
    }

    @Test
    void a_folder_in_use_is_left_to_its_server() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE);
        var failure = assertThrows(DatabaseFailure.class, () -> DatabaseServer.start(folder, 0, MOVIE));
        assertTrue(failure.getMessage().startsWith("a running database has "), failure.getMessage());
        assertEquals("1", query(MOVIE, "SELECT 1"));
    }

    @Test
    void a_half_made_folder_is_made_again(@TempDir Path fresh) throws SQLException {
        var interrupted = CompletableFuture.runAsync(() -> DatabaseServer.start(fresh, 0, MOVIE));
        var halfMade = fresh.resolve("data.new/ibdata1");
        while (!Files.exists(halfMade) && !interrupted.isDone()) Thread.onSpinWait();
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(fresh + "/data.new"))
                .forEach(ProcessHandle::destroyForcibly);
        assertThrows(CompletionException.class, interrupted::join);
        server = DatabaseServer.start(fresh, 0, MOVIE);
        assertEquals("1", query(MOVIE, "SELECT 1"));
    }

    @Test
    void its_end_is_noticed() {
        server = DatabaseServer.start(folder, 0, MOVIE);
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        var failure = assertThrows(DatabaseFailure.class, server::await);
        assertTrue(failure.getMessage().startsWith("the database ended by itself with code 137"), failure.getMessage());
    }

    @Test
    void passwords_are_in_no_file_that_others_can_read() throws IOException {
        var secret = folder.resolve("secret");
        DataFolder.writePrivately(secret, "reel");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        server = DatabaseServer.start(folder, 0, MOVIE);
        assertFalse(Files.exists(folder.resolve("script.sql")));
        assertFalse(Files.readString(folder.resolve("server.log")).contains(MOVIE.password()));
    }

    private int refusal(Account account) {
        return assertThrows(SQLException.class, () -> query(account, "SELECT 1"))
                .getErrorCode();
    }

    private String query(Account account, String sql) throws SQLException {
        var url = "jdbc:mysql://127.0.0.1:" + server.port() + "/" + account.database();
        try (var connection = DriverManager.getConnection(url, account.user(), account.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return "";
            try (var rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    @Test
    void a_database_that_dies_is_a_quick_503_and_one_that_returns_is_used_again() throws SQLException {
        server = DatabaseServer.start(folder, 0, MOVIE);
        var settings = Map.of(
                "TEST_DB_URL", "jdbc:mysql://127.0.0.1:" + server.port() + "/" + MOVIE.database(),
                "TEST_DB_USER", MOVIE.user(),
                "TEST_DB_PASSWORD", MOVIE.password());
        try (var database = Database.open(Settings.of(settings), "test")) {
            database.probe();
            assertEquals(1, change(database));
            server.kill();
            long begin = System.nanoTime();
            assertUnavailable(() -> change(database));
            assertUnavailable(() -> database.transaction(transaction -> transaction.update("DELETE FROM things")));
            assertTrue(System.nanoTime() - begin < 8_000_000_000L, "it was waited for too long");
            assertThrows(SQLException.class, database::probe);
            assertUnavailable(() -> change(database));
            server = DatabaseServer.start(folder, server.port(), MOVIE);
            TestClient.await("the database to be found again", () -> isThere(database));
            assertEquals(1, change(database));
        }
    }

    private static boolean isThere(Database database) {
        try {
            database.probe();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static int change(Database database) {
        return database.update("UPDATE things SET amount = amount + 1 WHERE name = 'first'");
    }
}
