package nontonyuk.common.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Refuses a Galera cluster while the server prepares statements. There MariaDB 10.11 may not report that it aborted a
 * transaction, and then a seat is sold twice ({@code sql/README.md}).
 */
final class ClusterCheck {
    private ClusterCheck() {}

    static void run(Connection connection) throws SQLException {
        var session = new Transaction(connection);
        if (!"ON".equals(value(session, "SHOW VARIABLES LIKE 'wsrep_on'"))) return;
        if ("0".equals(value(session, "SHOW SESSION STATUS LIKE 'Com_stmt_prepare'"))) return;
        throw new SQLException("a Galera cluster needs useServerPrepStmts=false in the URL of the database");
    }

    /** The value of a variable of the server; null if the server does not know it. */
    private static String value(Transaction session, String show) {
        return session.one(show, row -> row.getString(2)).orElse(null);
    }
}
