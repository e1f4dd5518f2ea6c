package nontonyuk.labs.check;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nontonyuk.sql.TestDatabase;
import nontonyuk.sql.TestServer;

/** New databases of one run, on the server of this JVM. */
final class LabDatabases implements AutoCloseable {
    private final TestServer server;
    private final List<TestDatabase> databases;

    private LabDatabases(TestServer server, List<TestDatabase> databases) {
        this.server = server;
        this.databases = databases;
    }

    static LabDatabases create(Path runFolder) {
        var server = TestServer.at(serverFolder(runFolder));
        return new LabDatabases(
                server,
                Stream.of("auth", "movie", "order")
                        .map(service -> TestDatabase.create(server, service))
                        .toList());
    }

    /** All runs below {@code .labs} share the server in {@code .labs/db}; another run has its own. */
    static Path serverFolder(Path runFolder) {
        for (var folder = runFolder.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (folder.endsWith(".labs")) return folder.resolve("db");
        }
        return runFolder.resolve("db");
    }

    /** Such as {@code ORDER_DB_URL}. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (var database : databases) settings.putAll(database.settings());
        return settings;
    }

    @Override
    public void close() {
        for (var database : databases) database.drop(server);
    }
}
