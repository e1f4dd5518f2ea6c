package nontonyuk.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The server for the databases of all tests. The build starts one in Maven's JVM; a test without a build starts its
 * own.
 */
public record TestServer(int port, String password) {
    private static TestServer current;

    /** The build calls this inside Maven's JVM. */
    public static void main(String[] args) {
        start();
    }

    static synchronized TestServer current() {
        if (current == null) current = running().orElseGet(TestServer::start);
        return current;
    }

    private static TestServer start() {
        var password = UUID.randomUUID().toString();
        var statements = List.of(
                "CREATE OR REPLACE USER admin@'127.0.0.1' IDENTIFIED BY '" + password + "'",
                "GRANT ALL ON *.* TO admin@'127.0.0.1' WITH GRANT OPTION");
        int port = DatabaseServer.start(target().resolve("test-database"), 0, statements, true)
                .port();
        try {
            DataFolder.writePrivately(address(), "port=%d%npassword=%s%n".formatted(port, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestServer(port, password);
    }

    /** The server of the address file, if it still runs: only a login with its password proves that. */
    private static Optional<TestServer> running() {
        if (!Files.exists(address())) return Optional.empty();
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(address())) {
            properties.load(reader);
            int port = Integer.parseInt(properties.getProperty("port"));
            var found = new TestServer(port, properties.getProperty("password"));
            found.connect().close();
            return Optional.of(found);
        } catch (SQLException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect() throws SQLException {
        var url = "jdbc:mysql://127.0.0.1:" + port + "/?connectTimeout=5000&socketTimeout=30000";
        return DriverManager.getConnection(url, "admin", password);
    }

    private static Path address() {
        return target().resolve("test-database.properties");
    }

    private static Path target() {
        return Repository.sqlFolder().orElseThrow().resolve("target");
    }
}
