package nontonyuk.common.sql;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import nontonyuk.common.Background;

/**
 * Applies the numbered SQL files of a service, {@code sql/<service>/*.sql}, in order and once each. A lock lets one of
 * several instances do it. A statement ends with a semicolon at the end of a line. After a crash a file starts again at
 * its first statement, so each statement must be repeatable. A column or a key that exists already counts as added:
 * MySQL has no {@code ADD COLUMN IF NOT EXISTS}.
 */
final class Migrations {
    private static final System.Logger LOG = System.getLogger("database");

    private static final int COLUMN_EXISTS = 1060;
    private static final int KEY_EXISTS = 1061;

    private final String service;

    Migrations(String service) {
        this.service = service;
    }

    void run(Connection connection) throws SQLException {
        var database = new Transaction(connection);
        database.update("""
                CREATE TABLE IF NOT EXISTS schema_files (
                    name       VARCHAR(100) NOT NULL PRIMARY KEY,
                    applied_at TIMESTAMP    NOT NULL DEFAULT CURRENT_TIMESTAMP
                )""");
        if (missing(database).isEmpty()) return;
        var owner = UUID.randomUUID().toString();
        lock(database, owner);
        try (var statement = connection.createStatement()) {
            for (var file : missing(database).entrySet()) {
                for (var sql : file.getValue().split(";\\s*(\\R|$)")) {
                    if (!sql.isBlank()) execute(statement, sql);
                }
                database.update("INSERT INTO schema_files (name) VALUES (?)", file.getKey());
                LOG.log(System.Logger.Level.INFO, "schema: applied {0}", file.getKey());
                database.update("UPDATE schema_lock SET taken_at = UTC_TIMESTAMP(3) WHERE owner = ?", owner);
            }
        } finally {
            unlock(database, owner);
        }
    }

    private Map<String, String> missing(Transaction database) {
        var files = files();
        files.keySet().removeAll(database.list("SELECT name FROM schema_files", row -> row.getString(1)));
        return files;
    }

    /** The lock is a row: the nodes of a cluster share rows, but not GET_LOCK. After a crash it ends by its age. */
    private static void lock(Transaction database, String owner) throws SQLException {
        database.update("""
                CREATE TABLE IF NOT EXISTS schema_lock (
                    id       TINYINT     NOT NULL PRIMARY KEY,
                    owner    CHAR(36)    NOT NULL,
                    taken_at DATETIME(3) NOT NULL
                )""");
        for (int i = 0; i < 50; i++) {
            database.update("DELETE FROM schema_lock WHERE taken_at < UTC_TIMESTAMP(3) - INTERVAL 30 SECOND");
            if (database.tryInsert(
                    "INSERT INTO schema_lock (id, owner, taken_at) VALUES (1, ?, UTC_TIMESTAMP(3))", owner)) return;
            Background.sleep(Duration.ofMillis(100));
        }
        throw new SQLException("another instance is changing the schema");
    }

    private static void unlock(Transaction database, String owner) {
        try {
            database.update("DELETE FROM schema_lock WHERE owner = ?", owner);
        } catch (SqlFailure e) {
            // The lock ends by its age. The failure before this one says more.
        }
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (e.getErrorCode() != COLUMN_EXISTS && e.getErrorCode() != KEY_EXISTS) throw e;
        }
    }

    /** The files by name, from the service's jar, or from its classes in a test. */
    private Map<String, String> files() {
        try {
            var folder = Migrations.class.getResource("/sql/" + service);
            if (folder == null) throw new IllegalStateException("no SQL files for " + service);
            return folder.getProtocol().equals("jar") ? filesInJar(folder.toURI()) : files(Path.of(folder.toURI()));
        } catch (IOException | URISyntaxException e) {
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
