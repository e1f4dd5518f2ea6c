package nontonyuk.common.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import nontonyuk.common.Settings;

/** The settings of HikariCP and of the driver. Each property has its reason beside it. */
final class ConnectionPool {
    private ConnectionPool() {}

    /**
     * A pool by the settings {@code <NAME>_DB_URL}, {@code _USER} and {@code _PASSWORD}. It opens its first connection
     * later, so the database may start after the service. Each connection keeps its {@code autoCommit}, because a
     * change costs a statement.
     */
    static HikariDataSource open(Settings settings, String name, int connections, boolean autoCommit) {
        var prefix = name.toUpperCase(Locale.ROOT) + "_DB_";
        var config = new HikariConfig();
        config.setPoolName(name + (autoCommit ? "" : "-transactions"));
        config.setAutoCommit(autoCommit);
        var url = settings.text(prefix + "URL", "jdbc:mysql://127.0.0.1:13306/nontonyuk_" + name);
        config.setJdbcUrl(url);
        config.setUsername(settings.text(prefix + "USER", "nontonyuk_" + name));
        config.setPassword(settings.required(prefix + "PASSWORD"));
        config.setMaximumPoolSize(connections);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED"); // REPEATABLE READ deadlocks in a race for seats
        config.setConnectionTimeout(1_000); // people wait, so a quick 503 is better
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(properties(url));
        return new HikariDataSource(config);
    }

    private static Properties driverProperties() {
        var properties = new Properties();
        // The driver stores times in the zone of this machine without these two.
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        // MySQL 8 without TLS asks for the public key.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectTimeout", "1000");
        properties.setProperty("socketTimeout", "10000");
        // The server's default of 50 s is longer than the socket's 10 s: a locked row would look like a lost database.
        properties.setProperty("sessionVariables", "innodb_lock_wait_timeout=2");
        // The server prepares each statement once, and the driver does not ask again what it knows.
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("prepStmtCacheSize", "250");
        properties.setProperty("prepStmtCacheSqlLimit", "2048");
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("elideSetAutoCommits", "true");
        properties.setProperty("cacheServerConfiguration", "true");
        properties.setProperty("cacheResultSetMetadata", "true");
        properties.setProperty("maintainTimeStats", "false");
        return properties;
    }

    /**
     * The driver prefers our properties to those of the URL. A cluster needs its own values there, so they count. Only
     * the time zone stays ours, or all times would move.
     */
    private static Properties properties(String url) {
        var properties = driverProperties();
        var own = Pattern.compile("[?&](\\w+)=([^&]*)").matcher(url);
        while (own.find()) {
            if (own.group(1).contains("TimeZone")) continue;
            var ours = properties.remove(own.group(1));
            if (!own.group(1).equals("sessionVariables")) continue;
            properties.setProperty("sessionVariables", ours + "," + URLDecoder.decode(own.group(2), UTF_8));
        }
        return properties;
    }
}
