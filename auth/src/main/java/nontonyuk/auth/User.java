package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import nontonyuk.common.access.Role;
import nontonyuk.common.sql.Transaction;

/** An account without its password hash: a row of the table, and the JSON of an answer. */
record User(long id, String email, Role role, Instant createdAt) {
    static final String SELECT = """
            SELECT id, email, role, created_at
            FROM users
            WHERE deleted_at IS NULL
            """;

    static Optional<User> find(Transaction transaction, long id) {
        return transaction.one(SELECT + "AND id = ?", User::read, id);
    }

    static User read(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                Role.named(row.getString("role")).orElseThrow(),
                row.getTimestamp("created_at").toInstant());
    }
}
