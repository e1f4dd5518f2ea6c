package nontonyuk.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import nontonyuk.common.http.TestClient;
import nontonyuk.sql.TestDatabase;

/** Reads and changes the database of auth directly. */
final class TestRows implements AutoCloseable {
    private final TestDatabase database;
    private final Connection connection;

    TestRows(TestDatabase database) {
        this.database = database;
        this.connection = unchecked(this::connect);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    int update(String sql, Object... values) {
        return unchecked(() -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
                return statement.executeUpdate();
            }
        });
    }

    /** The single value that the query returns. */
    String value(String sql) {
        return unchecked(() -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    /** Locks the table, runs {@code start}, and unlocks the table when that many statements wait for it. */
    void race(String table, int racers, Runnable start) {
        locked("LOCK TABLES " + table + " WRITE", () -> {
            start.run();
            awaitWaiting(racers);
        });
    }

    /** Locks the rows of {@code select} while {@code start} runs: requests that need them wait. */
    void hold(String select, Runnable start) {
        locked(select + " FOR UPDATE", start);
    }

    private void locked(String lock, Runnable start) {
        unchecked(() -> {
            try (var holder = connect();
                    var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute(lock);
                start.run();
                return null; // the close unlocks
            }
        });
    }

    void awaitWaiting(int many) {
        TestClient.await(many + " waiting statements", () -> Integer.parseInt(value("""
                        SELECT COUNT(*)
                        FROM information_schema.processlist
                        WHERE db = DATABASE()
                          AND command <> 'Sleep'
                          AND time_ms > 50""")) >= many);
    }

    @Override
    public void close() {
        unchecked(() -> {
            connection.close();
            return null;
        });
    }
}
