package nontonyuk.sql;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An empty database for one test class, with a user of its own, on the server that all tests share. */
public record TestDatabase(String service, String url, String user, String password) {

    /** Creates a database; its name starts with {@code service}. */
    public static TestDatabase create(String service) {
        var name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        var account = new Account(name, name, UUID.randomUUID().toString());
        var server = TestServer.current();
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            for (var sql : account.statements()) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create the database of the test: " + e.getMessage(), e);
        }
        return new TestDatabase(
                service, "jdbc:mysql://127.0.0.1:" + server.port() + "/" + name, name, account.password());
    }

    /** The settings for the service, such as {@code MOVIE_DB_URL}. */
    public Map<String, String> settings() {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        return Map.of(prefix + "URL", url, prefix + "USER", user, prefix + "PASSWORD", password);
    }
}
