package nontonyuk.sql;

import static nontonyuk.sql.DatabaseTest.assertUnavailable;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.sql.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLossTest {
    private static final Account ACCOUNT = new Account("shelf", "keeper", "a-test-password");

    @Test
    void a_database_that_dies_is_a_quick_503_and_one_that_returns_is_used_again(@TempDir Path folder)
            throws SQLException {
        var server = DatabaseServer.start(folder, 0, ACCOUNT);
        var settings = Map.of(
                "TEST_DB_URL", "jdbc:mysql://127.0.0.1:" + server.port() + "/shelf",
                "TEST_DB_USER", ACCOUNT.user(),
                "TEST_DB_PASSWORD", ACCOUNT.password());
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
            server = DatabaseServer.start(folder, server.port(), ACCOUNT);
            TestClient.await("the database to be found again", () -> isThere(database));
            assertEquals(1, change(database));
        } finally {
            server.stop();
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
