package nontonyuk.common.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Refuses a Galera cluster while the server prepares statements. MariaDB 10.11 may not report there that it aborted a
 * transaction, and then a seat is sold twice ({@code sql/README.md}).
 */
final class ClusterCheck {
    private static final String GENERAL_ERROR = "HY000"; // without a state it looks like a database that is away

    private ClusterCheck() {}

    static void run(Connection connection) throws SQLException {
        var statements = new Transaction(connection);
        if (!"ON".equals(value(statements, "SHOW VARIABLES LIKE 'wsrep_on'"))) return;
        if ("0".equals(value(statements, "SHOW SESSION STATUS LIKE 'Com_stmt_prepare'"))) return;
        throw new SQLException(
                "a Galera cluster needs useServerPrepStmts=false in the URL of the database", GENERAL_ERROR);
    }

    /** The value of a variable of the server; null if the server does not know it. */
    private static String value(Transaction statements, String show) {
        return statements.one(show, row -> row.getString(2)).orElse(null);
    }
}
