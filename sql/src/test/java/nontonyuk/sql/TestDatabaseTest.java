package nontonyuk.sql;

import static org.junit.jupiter.api.Assertions.*;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the databases for the tests of the services. */
class TestDatabaseTest {
    @Test
    void each_is_empty_and_closed_to_the_others() throws SQLException {
        var one = TestDatabase.create("movie");
        var other = TestDatabase.create("movie");
        for (var database : new TestDatabase[] {one, other}) {
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var tables = connection.createStatement().executeQuery("SHOW TABLES")) {
                assertFalse(tables.next());
            }
        }
        assertThrows(SQLException.class, () -> DriverManager.getConnection(other.url(), one.user(), one.password()));
    }

    @Test
    void its_settings_are_those_of_the_service() {
        var database = TestDatabase.create("order");
        assertEquals(
                Map.of(
                        "ORDER_DB_URL", database.url(),
                        "ORDER_DB_USER", database.user(),
                        "ORDER_DB_PASSWORD", database.password()),
                database.settings());
    }
}
