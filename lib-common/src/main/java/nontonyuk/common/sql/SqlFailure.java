package nontonyuk.common.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statement failed. {@link Database} retries it, or turns it into a problem, or lets it become a 500. MariaDB and
 * MySQL share the error numbers; SQLSTATE is ISO/IEC 9075.
 */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_TIMEOUT = 1205;
    private static final int SNAPSHOT_TOO_OLD = 1020;

    /** Disk full, table full, temporary file not written; 3675 is MySQL's only. */
    private static final Set<Integer> FULL = Set.of(20, 1021, 1114, 1878, 3675);

    /** ENOSPC, EDQUOT and EFBIG, as a number or in words: other errors carry them in their message. */
    private static final Pattern NO_SPACE = Pattern.compile(
            "(?i)\\berr(?:or|no|code)?:? (?:27|28|122)\\b|no space left|disk (?:is )?full|quota exceeded");

    SqlFailure(SQLException cause) {
        super(cause);
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

    /** The server's disk is full, or its limit for a file. */
    boolean isFull() {
        int code = getCause().getErrorCode();
        var text = String.valueOf(getCause().getMessage());
        return FULL.contains(code) || NO_SPACE.matcher(text).find();
    }

    private boolean hasCode(int code) {
        return getCause().getErrorCode() == code;
    }

    private boolean hasClass(String sqlStateClass) {
        var state = getCause().getSQLState();
        return state != null && state.startsWith(sqlStateClass);
    }
}
