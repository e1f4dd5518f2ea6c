package nontonyuk.common.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.trace.Span;

/** The verbs of {@link Database} on one connection, for statements that belong together. */
public final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Makes one row of a result into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
        return run(sql, Statement.NO_GENERATED_KEYS, values, (statement, span) -> {
            var list = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) list.add(reader.read(rows));
            }
            span.put("rows", list.size());
            return list;
        });
    }

    /** The only row of a query, or nothing. */
    public <T> Optional<T> one(String sql, RowReader<T> reader, Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    /** Changes rows and returns their number. */
    public int update(String sql, Object... values) {
        return run(sql, Statement.NO_GENERATED_KEYS, values, (statement, span) -> {
            int rows = statement.executeUpdate();
            span.put("rows", rows);
            return rows;
        });
    }

    /** Inserts one row and returns its generated key. Keys grow, but may have gaps and another order. */
    public long insert(String sql, Object... values) {
        return run(sql, Statement.RETURN_GENERATED_KEYS, values, (statement, span) -> {
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        });
    }

    /** Inserts or updates rows. Returns false when a unique key refuses one; the transaction can continue. */
    public boolean tryInsert(String sql, Object... values) {
        try {
            return update(sql, values) > 0;
        } catch (SqlFailure e) {
            if (e.isDuplicate()) return false;
            throw e;
        }
    }

    void commit() throws SQLException {
        var span = Span.begin(Span.Kind.SQL, "COMMIT");
        try (span) {
            connection.commit();
        }
    }

    private interface Execution<T> {
        T of(PreparedStatement statement, Span span) throws SQLException;
    }

    private <T> T run(String sql, int generatedKeys, Object[] values, Execution<T> execution) {
        var span = Span.begin(Span.Kind.SQL, sql);
        try (span;
                var statement = prepare(sql, generatedKeys, values)) {
            return execution.of(statement, span);
        } catch (SQLException e) {
            var failure = SqlFailure.ofStatement(e);
            span.put("error", failure.kind());
            throw failure;
        }
    }

    private PreparedStatement prepare(String sql, int generatedKeys, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql, generatedKeys);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? utc(time) : values[i]);
        }
        return statement;
    }

    /** A DATETIME. The driver sends a {@code java.sql.Timestamp} as a TIMESTAMP, which ends in 2038. */
    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
