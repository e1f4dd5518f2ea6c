package nontonyuk.common.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies the numbered SQL files of a service, {@code sql/<service>/*.sql}, in order and once each. A database lock
 * lets one of several instances do it. A statement ends with a semicolon at the end of a line. After a crash a file
 * starts again at its first statement, so each statement must be repeatable.
 */
final class Migrations {
    private static final System.Logger LOG = System.getLogger("database");

    private final String service;

    Migrations(String service) {
        this.service = service;
    }

    void run(Connection connection) throws SQLException {
        var lock = "nontonyuk_" + service + "_schema";
        try (var statement = connection.createStatement()) {
            try (var locked = statement.executeQuery("SELECT GET_LOCK('" + lock + "', 5)")) {
                locked.next();
                if (locked.getInt(1) != 1) throw new SQLException("another instance is changing the schema");
            }
            try {
                statement.execute("""
                        CREATE TABLE IF NOT EXISTS schema_files (
                            name       VARCHAR(100) NOT NULL PRIMARY KEY,
                            applied_at TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP
                        )""");
                for (var file : files().entrySet()) {
                    if (!isApplied(connection, file.getKey())) apply(connection, file.getKey(), file.getValue());
                }
            } finally {
                statement.execute("DO RELEASE_LOCK('" + lock + "')");
            }
        }
    }

    private static boolean isApplied(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM schema_files WHERE name = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void apply(Connection connection, String name, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var part : sql.split(";\\s*(\\R|$)")) {
                if (!part.isBlank()) statement.execute(part);
            }
        }
        try (var insert = connection.prepareStatement("INSERT INTO schema_files (name) VALUES (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        LOG.log(System.Logger.Level.INFO, "schema: applied {0}", name);
    }

    /** The files by name, from the service's jar, or from its classes in a test. */
    private Map<String, String> files() {
        try {
            var folder = Migrations.class.getResource("/sql/" + service);
            if (folder == null) throw new IllegalStateException("no SQL files for " + service);
            return folder.getProtocol().equals("jar") ? filesInJar(folder.toURI()) : files(Path.of(folder.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> filesInJar(URI folder) throws IOException {
        try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
            return files(jar.provider().getPath(folder));
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var list = Files.newDirectoryStream(folder, "*.sql")) {
            for (var file : list) files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }
}
