package nontonyuk.labs.running;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads and changes the databases of the services, past every tap. */
final class Databases {
    private final Map<String, String> settings;

    /** The settings of the databases, such as {@code ORDER_DB_URL}. */
    Databases(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    int sql(String service, String sql) {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw failure(service, e);
        }
    }

    long count(String service, String from) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw failure(service, e);
        }
    }

    Map<String, Long> pairs(String service, String sql) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var pairs = new HashMap<String, Long>();
            while (rows.next()) pairs.put(rows.getString(1), rows.getLong(2));
            return pairs;
        } catch (SQLException e) {
            throw failure(service, e);
        }
    }

    private Connection connect(String service) throws SQLException {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        var url = settings.get(prefix + "URL");
        return DriverManager.getConnection(url, settings.get(prefix + "USER"), settings.get(prefix + "PASSWORD"));
    }

    private static IllegalStateException failure(String service, SQLException e) {
        return new IllegalStateException("the database of " + service + ": " + e.getMessage(), e);
    }
}
