package nontonyuk.common.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verbs of {@link Database} on one connection, for the statements that belong together. */
public final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, Database.RowReader<T> reader, Object... values) {
        try (var statement = prepare(sql, Statement.NO_GENERATED_KEYS, values);
                var rows = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) list.add(reader.read(rows));
            return list;
        } catch (SQLException e) {
            throw new Broken(e);
        }
    }

    /** The only row of a query, or nothing. */
    public <T> Optional<T> one(String sql, Database.RowReader<T> reader, Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    /** Changes rows and says how many. */
    public int update(String sql, Object... values) {
        try (var statement = prepare(sql, Statement.NO_GENERATED_KEYS, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Broken(e);
        }
    }

    /** Inserts one row and gives the number it got. Numbers grow, but need be neither gapless nor in order. */
    public long insert(String sql, Object... values) {
        try (var statement = prepare(sql, Statement.RETURN_GENERATED_KEYS, values)) {
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException e) {
            throw new Broken(e);
        }
    }

    /**
     * Inserts rows; says false, and the transaction goes on, where a unique key refused one because somebody else was
     * first.
     */
    public boolean tryInsert(String sql, Object... values) {
        try {
            return update(sql, values) > 0;
        } catch (Broken e) {
            if (Database.isDuplicate(e.getCause())) return false;
            throw e;
        }
    }

    private PreparedStatement prepare(String sql, int generatedKeys, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql, generatedKeys);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? utc(time) : values[i]);
        }
        return statement;
    }

    /** A DATETIME; a {@code java.sql.Timestamp} would be sent as a TIMESTAMP, which ends in 2038. */
    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** Carries an {@link SQLException} out of the work to {@link Database}, which knows what to do with it. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(SQLException cause) {
            super(cause);
        }

        @Override
        public synchronized SQLException getCause() {
            return (SQLException) super.getCause();
        }
    }
}
