package nontonyuk.common.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a database error means. MariaDB and MySQL share these numbers; SQLSTATE is ISO/IEC 9075. */
final class SqlErrors {
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_TIMEOUT = 1205;
    private static final int SNAPSHOT_TOO_OLD = 1020;

    private SqlErrors() {}

    /** A unique key refused the row. */
    static boolean isDuplicate(SQLException e) {
        return e.getErrorCode() == DUPLICATE_ENTRY;
    }

    /** SQLSTATE class 40: the server undid the transaction and asks for a retry. */
    static boolean isRetryable(SQLException e) {
        return hasClass(e, "40") || e.getErrorCode() == LOCK_TIMEOUT || e.getErrorCode() == SNAPSHOT_TOO_OLD;
    }

    /** SQLSTATE class 08: the connection is lost, or the pool has none. */
    static boolean isConnectionLost(SQLException e) {
        return e instanceof SQLTransientConnectionException || hasClass(e, "08");
    }

    private static boolean hasClass(SQLException e, String sqlStateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(sqlStateClass);
    }
}
