package nontonyuk.common.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * A statement failed. {@link Database} retries it, or turns it into a problem, or lets it become a 500. MariaDB and
 * MySQL share the error numbers; SQLSTATE is ISO/IEC 9075.
 */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_TIMEOUT = 1205;
    private static final int SNAPSHOT_TOO_OLD = 1020;

    private final boolean ofStatement;

    private SqlFailure(SQLException cause, boolean ofStatement) {
        super(cause);
        this.ofStatement = ofStatement;
    }

    static SqlFailure ofStatement(SQLException cause) {
        return new SqlFailure(cause, true);
    }

    /** The pool has no connection, or the COMMIT failed. */
    static SqlFailure ofConnection(SQLException cause) {
        return new SqlFailure(cause, false);
    }

    @Override
    public synchronized SQLException getCause() {
        return (SQLException) super.getCause();
    }

    /** A unique key refused the row. */
    boolean isDuplicate() {
        return hasCode(DUPLICATE_ENTRY);
    }

    /** SQLSTATE class 40: the server undid the transaction and asks for a retry. */
    boolean isRetryable() {
        return hasClass("40") || hasCode(LOCK_TIMEOUT) || hasCode(SNAPSHOT_TOO_OLD);
    }

    /** SQLSTATE class 08: the connection is lost, or the pool has none. */
    boolean isConnectionLost() {
        return getCause() instanceof SQLTransientConnectionException || hasClass("08");
    }

    /**
     * The connection broke during a statement. The server rolls an open transaction back then. After a COMMIT without
     * an answer nobody knows whether the changes are stored.
     */
    boolean isLostStatement() {
        return ofStatement && isConnectionLost();
    }

    /** The kind of the failure without the values, which its message has. */
    String kind() {
        if (isDuplicate()) return "duplicate key";
        if (isConnectionLost()) return "connection lost";
        return "SQLSTATE " + getCause().getSQLState() + ", code " + getCause().getErrorCode();
    }

    private boolean hasCode(int code) {
        return getCause().getErrorCode() == code;
    }

    private boolean hasClass(String sqlStateClass) {
        var state = getCause().getSQLState();
        return state != null && state.startsWith(sqlStateClass);
    }
}
