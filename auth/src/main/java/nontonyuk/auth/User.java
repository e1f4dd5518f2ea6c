package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import nontonyuk.common.access.Role;

/** An account, as its owner may see it. */
record User(long id, String email, Role role, Instant createdAt) {
    static User read(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                Role.named(row.getString("role")).orElseThrow(),
                row.getTimestamp("created_at").toInstant());
    }
}
