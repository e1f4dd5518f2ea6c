package nontonyuk.labs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import nontonyuk.common.Settings;

/** Checks the database of one service: the login and the tables. */
final class ServiceDatabase {
    private static final int NO_SUCH_DATABASE = 1049;
    private static final int NO_ACCESS_TO_DATABASE = 1044;
    private static final int WRONG_PASSWORD = 1045;
    private static final int NO_SUCH_TABLE = 1146;

    private final String service;
    private final String prefix;
    private final String url;
    private final String user;
    private final String password;

    ServiceDatabase(Settings settings, String service) {
        this.service = service;
        this.prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        var name = "nontonyuk_" + service;
        this.url = settings.text(prefix + "URL", "jdbc:mysql://127.0.0.1:13306/" + name);
        this.user = settings.text(prefix + "USER", name);
        this.password = settings.text(prefix + "PASSWORD", "");
    }

    void check(Report report) {
        try (var connection = connect()) {
            var missing = expectedFiles();
            missing.removeAll(appliedFiles(connection));
            if (missing.isEmpty()) {
                report.well(service + "'s database has its tables");
            } else {
                report.wrong("%s's database lacks the changes of %s: run `make build`, and start %s again"
                        .formatted(service, String.join(", ", missing), service));
            }
        } catch (SQLException e) {
            report.wrong(inWords(e));
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectTimeout", "2000");
        properties.setProperty("socketTimeout", "5000");
        return DriverManager.getConnection(url, properties);
    }

    private String inWords(SQLException e) {
        return switch (e.getErrorCode()) {
            case WRONG_PASSWORD ->
                "%s's database refuses the user %s: %sPASSWORD is wrong. `make db` reads the password from .env at its start"
                        .formatted(service, user, prefix);
            case NO_SUCH_DATABASE, NO_ACCESS_TO_DATABASE ->
                "the server has no database for %s at %s, or the user %s has no access to it"
                        .formatted(service, url, user);
            case NO_SUCH_TABLE ->
                "%s's database has no tables yet: start %s, it creates them".formatted(service, service);
            case 0 ->
                "%s's database can't be reached at %s (%sURL): start it with `make db`".formatted(service, url, prefix);
            default -> service + "'s database: " + e.getMessage();
        };
    }

    /** The numbered files of the schema; empty without the sources. */
    private List<String> expectedFiles() {
        try (var files = Files.list(Path.of("sql", service))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            return new ArrayList<>();
        }
    }

    private static List<String> appliedFiles(Connection connection) throws SQLException {
        var applied = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name FROM schema_files")) {
            while (rows.next()) applied.add(rows.getString(1));
        }
        return applied;
    }
}
