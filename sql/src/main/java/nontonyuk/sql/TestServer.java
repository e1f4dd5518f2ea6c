package nontonyuk.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The server for the databases of all tests. The build starts one in Maven's JVM; a test without a build starts its
 * own. The check of a lab has a server that keeps its folder.
 */
public record TestServer(int port, String password) {
    private static final Map<Path, TestServer> KEPT = new HashMap<>();
    private static TestServer current;

    /** The build calls this inside Maven's JVM. */
    public static void main(String[] args) {
        start();
    }

    static synchronized TestServer current() {
        if (current == null) current = running().orElseGet(TestServer::start);
        return current;
    }

    /** A server of this JVM that keeps its folder; the first call starts it, and deletes the databases of a crash. */
    public static synchronized TestServer at(Path folder) {
        return KEPT.computeIfAbsent(folder.toAbsolutePath().normalize(), path -> {
            var server = start(path, false);
            server.dropAll();
            return server;
        });
    }

    private void dropAll() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            var rows = statement.executeQuery("SHOW DATABASES WHERE `Database` REGEXP '_[0-9a-f]{8}$'");
            while (rows.next()) names.add(rows.getString(1));
            for (var name : names) statement.execute("DROP DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("can't delete the databases of a crash: " + e.getMessage(), e);
        }
    }

    private static TestServer start() {
        var server = start(target().resolve("test-database"), true);
        try {
            DataFolder.writePrivately(address(), "port=%d%npassword=%s%n".formatted(server.port, server.password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    private static TestServer start(Path folder, boolean forgetData) {
        var password = UUID.randomUUID().toString();
        var statements = List.of(
                "CREATE OR REPLACE USER admin@'127.0.0.1' IDENTIFIED BY '" + password + "'",
                "GRANT ALL ON *.* TO admin@'127.0.0.1' WITH GRANT OPTION");
        var server = DatabaseServer.start(folder, 0, statements, forgetData);
        return new TestServer(server.port(), password);
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
