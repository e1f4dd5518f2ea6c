package nontonyuk.common.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.Dependency;
import nontonyuk.common.Settings;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;

/**
 * A service's database: a pool of connections and a few verbs. SQL stands where it is used and is passed on as it is.
 *
 * <p>Isolation is READ COMMITTED. A failure is a {@link Problem} 503 where the database can't be had, a
 * {@link Duplicate} where a unique key refused a row, and a {@link Failure} otherwise.
 */
public final class Database implements Dependency, AutoCloseable {
    private static final int MOST_TRIES = 4;
    private static final int TURN_SECONDS = 4;
    private static final int GONE_AFTER_PROBES = 3;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_TIMEOUT = 1205;
    private static final int SNAPSHOT_TOO_OLD = 1020;

    private final HikariDataSource pool;
    private final int connections;
    private final Semaphore turns;
    private final Migrations migrations;
    private boolean migrated;
    private int failedProbes;
    private volatile boolean there;

    private Database(HikariDataSource pool, int connections, Migrations migrations) {
        this.pool = pool;
        this.connections = connections;
        this.turns = new Semaphore(connections, true);
        this.migrations = migrations;
    }

    /**
     * The database of the service {@code name}, by the settings {@code <NAME>_DB_URL}, {@code _USER},
     * {@code _PASSWORD}. It need not be there yet: {@link #probe} brings the schema up to date when it comes.
     */
    public static Database open(Settings settings, String name) {
        var prefix = name.toUpperCase(Locale.ROOT) + "_DB_";
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.text(prefix + "URL", "jdbc:mysql://127.0.0.1:13306/nontonyuk_" + name));
        config.setUsername(settings.text(prefix + "USER", "nontonyuk_" + name));
        config.setPassword(settings.required(prefix + "PASSWORD"));
        int connections = settings.number("DB_POOL_SIZE", 8, 1, 100);
        config.setMaximumPoolSize(connections + 1); // the spare one is for the probe
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(1_000); // people wait: better a quick 503
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1); // it may come later than we do
        config.setDataSourceProperties(driverProperties());
        return new Database(new HikariDataSource(config), connections, new Migrations(name));
    }

    private static Properties driverProperties() {
        var properties = new Properties();
        // Without these two a time is stored in whatever zone this machine happens to be in.
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("allowPublicKeyRetrieval", "true"); // MySQL 8 without TLS asks for it
        properties.setProperty("connectTimeout", "1000");
        properties.setProperty("socketTimeout", "10000");
        // The server's own fifty seconds would outlast the socket's ten, and a row that is much
        // wanted would look like a database that is gone.
        properties.setProperty("sessionVariables", "innodb_lock_wait_timeout=2");
        // Statements are prepared once on the server, and what the driver knows already is not
        // asked again.
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

    /** Makes one row of a result into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done between BEGIN and COMMIT. It may run again from the start, so it touches nothing else. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Transaction transaction);
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
        return alone(statements -> statements.list(sql, reader, values));
    }

    /** The only row of a query, or nothing. */
    public <T> Optional<T> one(String sql, RowReader<T> reader, Object... values) {
        return alone(statements -> statements.one(sql, reader, values));
    }

    /** Changes rows and says how many. */
    public int update(String sql, Object... values) {
        return alone(statements -> statements.update(sql, values));
    }

    /** Inserts one row and gives the number it got. */
    public long insert(String sql, Object... values) {
        return alone(statements -> statements.insert(sql, values));
    }

    /** A single statement is its own transaction. */
    private <T> T alone(Work<T> work) {
        return retried(() -> once(work, true));
    }

    /**
     * Runs the work in one transaction: all of it is stored, or nothing. Deadlocks and lock time-outs undo it and try
     * again, three times at most with a short random pause, and end in a 503.
     */
    public <T> T transaction(Work<T> work) {
        return retried(() -> once(work, false));
    }

    private interface Attempt<T> {
        T make() throws SQLException;
    }

    private static <T> T retried(Attempt<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (!isWorthRetrying(e)) throw failure(e);
                if (tries == MOST_TRIES) {
                    throw Problem.unavailable("database-busy", "Too many want the same rows; try again.", 1);
                }
                pause(tries);
            }
        }
    }

    private <T> T once(Work<T> work, boolean isAlone) throws SQLException {
        takeTurn();
        // What was not committed when the connection goes back, the pool rolls back.
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(isAlone);
            var result = work.run(new Transaction(connection));
            if (!isAlone) connection.commit();
            return result;
        } catch (Transaction.Broken e) {
            throw e.getCause();
        } finally {
            turns.release();
        }
    }

    /**
     * More requests than connections wait here, in order: the pool's own short patience then tells a database that is
     * gone, and never one that is only busy.
     */
    private void takeTurn() {
        if (!there) throw missing();
        try {
            if (!turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.unavailable("database-busy", "Too many are waiting for the database; try again.", 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing();
        }
    }

    /** SQLSTATE class 40: the server itself undid the transaction, and asks for it again. */
    private static boolean isWorthRetrying(SQLException e) {
        boolean isUndone = e.getSQLState() != null && e.getSQLState().startsWith("40");
        return isUndone || e.getErrorCode() == LOCK_TIMEOUT || e.getErrorCode() == SNAPSHOT_TOO_OLD;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 20L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException failure(SQLException e) {
        if (isDuplicate(e)) return new Duplicate(e);
        boolean connectionLost = e instanceof SQLTransientConnectionException
                || (e.getSQLState() != null && e.getSQLState().startsWith("08"));
        return connectionLost ? missing() : new Failure(e);
    }

    static boolean isDuplicate(SQLException e) {
        return e.getErrorCode() == DUPLICATE_ENTRY;
    }

    private static Problem missing() {
        return Problem.unavailable("database-unavailable", "The database can't be reached.", 1);
    }

    @Override
    public String name() {
        return "database";
    }

    /** Reaches the database, and the first time brings its schema up to date. */
    @Override
    public void probe() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            if (!migrated) migrations.run(connection);
            migrated = true;
            statement.execute("SELECT 1");
            failedProbes = 0;
            there = true;
        } catch (SQLException e) {
            // One may fail on a machine that is very busy; then requests still get their chance.
            if (++failedProbes >= GONE_AFTER_PROBES) there = false;
            throw e;
        }
    }

    @Override
    public void measure(Metrics metrics) {
        metrics.gauge(
                "db_connections_in_use",
                "Connections that statements are running on.",
                () -> connections - turns.availablePermits());
        metrics.gauge("db_connections_max", "How many there may be at once.", () -> connections);
        metrics.gauge("db_waiting_for_a_turn", "Requests that wait for a free connection.", turns::getQueueLength);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A unique key refused the row: somebody else was first. */
    public static final class Duplicate extends RuntimeException {
        private static final long serialVersionUID = 1;

        Duplicate(SQLException cause) {
            super(cause);
        }
    }

    /** A statement that should have worked did not. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(SQLException cause) {
            super(cause);
        }
    }
}
