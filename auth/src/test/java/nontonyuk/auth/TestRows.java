package nontonyuk.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import nontonyuk.common.http.TestClient;
import nontonyuk.sql.TestDatabase;

/** Looks into auth's database past the service, and changes it as its operator might. */
final class TestRows implements AutoCloseable {
    private final TestDatabase database;
    private final Connection connection;

    TestRows(TestDatabase database) throws SQLException {
        this.database = database;
        this.connection = connect();
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

    /** The one value that the query gives. */
    String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /**
     * A race that is one: what {@code start} sets off can't get at the table until so many statements wait, and then
     * all go at once.
     */
    void race(String table, int racers, Runnable start) throws SQLException {
        try (var lock = connect();
                var statement = lock.createStatement()) {
            statement.execute("LOCK TABLES " + table + " WRITE");
            start.run();
            TestClient.await(racers + " at " + table, () -> waiting() >= racers);
            statement.execute("UNLOCK TABLES");
        }
    }

    /**
     * Holds the rows that {@code select} names, so that what {@code start} sets off comes to them and waits there; and
     * lets go when it returns.
     */
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
