package nontonyuk.common.sql;

import java.sql.SQLException;

/** A statement failed. {@link Database} retries it, or turns it into a problem, or lets it become a 500. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    SqlFailure(SQLException cause) {
        super(cause);
    }

    @Override
    public synchronized SQLException getCause() {
        return (SQLException) super.getCause();
    }
}
