package nontonyuk.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An empty database for one test class, with a user of its own, on the server that all tests share. */
public record TestDatabase(String service, String url, String user, String password) {

    /** Creates a database; its name starts with {@code service}. */
    public static TestDatabase create(String service) {
        return create(TestServer.current(), service);
    }

    /** Creates a database on another server. */
    public static TestDatabase create(TestServer server, String service) {
        var name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        var account = new Account(name, name, UUID.randomUUID().toString());
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            for (var sql : account.statements()) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create the database of the test: " + e.getMessage(), e);
        }
        return new TestDatabase(
                service, "jdbc:mysql://127.0.0.1:" + server.port() + "/" + name, name, account.password());
    }

    /** Deletes the database and its user. */
    public void drop(TestServer server) {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + user);
            statement.execute("DROP USER " + user + "@'127.0.0.1'");
        } catch (SQLException e) {
            throw new IllegalStateException("can't delete the database " + user + ": " + e.getMessage(), e);
        }
    }

    /** The settings for the service, such as {@code MOVIE_DB_URL}. */
    public Map<String, String> settings() {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        return Map.of(prefix + "URL", url, prefix + "USER", user, prefix + "PASSWORD", password);
    }

    /**
     * The statements that the database's user runs during {@code work}, without those of a probe or a new connection.
     * The work runs five times and the shortest list counts, because a new connection also sets autocommit.
     */
    public static List<String> statements(String user, Runnable work) {
        try (var connection = TestServer.current().connect();
                var server = connection.createStatement()) {
            List<String> shortest = null;
            // The tests of another module use the same log. The lock ends with the connection.
            server.execute("SELECT GET_LOCK('general_log', 300)");
            server.execute("SET GLOBAL log_output = 'TABLE'");
            for (int i = 0; i < 5; i++) {
                server.execute("TRUNCATE TABLE mysql.general_log");
                server.execute("SET GLOBAL general_log = ON");
                work.run();
                server.execute("SET GLOBAL general_log = OFF");
                var statements = new ArrayList<String>();
                var rows = server.executeQuery("""
                        SELECT argument
                        FROM mysql.general_log
                        WHERE command_type IN ('Query', 'Execute')
                            AND user_host LIKE '%s[%%'
                            AND argument NOT REGEXP '^(SELECT 1$|SET SESSION|SET NAMES|SET character_set|/[*])'
                            AND thread_id NOT IN (
                                SELECT thread_id FROM mysql.general_log WHERE command_type = 'Connect'
                            )
                        """.formatted(user));
                while (rows.next()) statements.add(rows.getString(1));
                if (shortest == null || statements.size() < shortest.size()) shortest = statements;
            }
            return shortest;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
