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
        try {
            this.connection = connect();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    int update(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            return statement.executeUpdate();
        }
    }

    /** The single value that the query returns. */
    String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Locks the table, runs {@code start}, and unlocks the table when that many statements wait for it. */
    void race(String table, int racers, Runnable start) throws SQLException {
        try (var lock = connect();
                var statement = lock.createStatement()) {
            statement.execute("LOCK TABLES " + table + " WRITE");
            start.run();
            TestClient.await(racers + " at " + table, () -> waiting() >= racers);
            statement.execute("UNLOCK TABLES");
        }
    }

    /** Locks the rows of {@code select} while {@code start} runs: requests that need them wait. */
    void hold(String select, Runnable start) throws SQLException {
        try (var holder = connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery(select + " FOR UPDATE").close();
            start.run();
            holder.rollback();
        }
    }

    void awaitWaiting(int many) {
        TestClient.await(many + " at the rows", () -> waiting() >= many);
    }

    private int waiting() {
        try {
            return Integer.parseInt(value("""
                            SELECT COUNT(*)
                            FROM information_schema.processlist
                            WHERE db = DATABASE()
                              AND command <> 'Sleep'
                              AND time_ms > 50"""));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
