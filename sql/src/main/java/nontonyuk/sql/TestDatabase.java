package nontonyuk.sql;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An empty database for one test class, with a user who can reach it alone, on the server that all tests share. */
public record TestDatabase(String service, String url, String user, String password) {

    /** A new one for {@code service}, whose name starts the database's own. */
    public static TestDatabase create(String service) {
        var name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        var account = new Account(name, name, UUID.randomUUID().toString());
        var server = TestServer.current();
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            for (var sql : account.statements()) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test: " + e.getMessage(), e);
        }
        return new TestDatabase(
                service, "jdbc:mysql://127.0.0.1:" + server.port() + "/" + name, name, account.password());
    }

    /** The settings of a service that uses it, such as {@code MOVIE_DB_URL}. */
    public Map<String, String> settings() {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        return Map.of(prefix + "URL", url, prefix + "USER", user, prefix + "PASSWORD", password);
    }
}
