package nontonyuk.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"auth", "movie", "order"})
    void what_a_crash_broke_off_can_be_applied_again_from_its_start(String service) throws SQLException, IOException {
        var database = TestDatabase.create(service);
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            for (var file : files(service)) {
                for (boolean isFirst : List.of(true, false)) {
                    for (var sql : Files.readString(file).split(";\\s*(\\R|$)")) {
                        if (!sql.isBlank()) execute(statement, sql, isFirst);
                    }
                }
            }
        }
    }

    /** The service accepts that a column (1060) or a key (1061) exists, as DatabaseTest shows. */
    private static void execute(Statement statement, String sql, boolean isFirst) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (isFirst || e.getErrorCode() != 1060 && e.getErrorCode() != 1061) throw e;
        }
    }

    private static List<Path> files(String service) throws IOException {
        try (var files = Files.list(Repository.sqlFolder().orElseThrow().resolve(service))) {
            var sorted = files.sorted().toList();
            assertFalse(sorted.isEmpty());
            return sorted;
        }
    }
}
