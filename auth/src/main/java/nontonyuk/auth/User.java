package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import nontonyuk.common.access.Role;

/** An account without its password hash: a row of the table, and the JSON of an answer. */
record User(long id, String email, Role role, Instant createdAt) {
    static final String SELECT = """
            SELECT id, email, role, created_at
            FROM users
            """;

    static User read(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                Role.named(row.getString("role")).orElseThrow(),
                row.getTimestamp("created_at").toInstant());
    }
}
