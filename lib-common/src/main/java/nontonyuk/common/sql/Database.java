package nontonyuk.common.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import nontonyuk.common.Background;
import nontonyuk.common.Dependency;
import nontonyuk.common.Settings;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction.RowReader;

/**
 * A service's database: a pool of connections and a few verbs. A handler writes its SQL beside its use, and this class
 * never changes it.
 *
 * <p>Isolation is READ COMMITTED. When the database is away, busy or full, a verb throws a {@link Problem} 503. When a
 * unique key refuses a row, it throws a {@link Duplicate}. Any other failure is an {@link SqlFailure}.
 */
public final class Database implements Dependency, AutoCloseable {
    private static final int MAX_ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int MAX_FAILED_PROBES = 3;

    private final HikariDataSource pool;
    private final HikariDataSource transactions;
    private final Turns turns;
    private final Migrations migrations;
    private final DatabaseProblems problems = new DatabaseProblems();
    private boolean migrated;
    private int failedProbes;
    private volatile boolean reachable;

    private Database(Settings settings, String name, int connections) {
        this.pool = ConnectionPool.open(settings, name, connections + 1, true); // one more for the probe
        this.transactions = ConnectionPool.open(settings, name, connections, false);
        this.turns = new Turns(connections);
        this.migrations = new Migrations(name);
    }

    /**
     * The database of the service {@code name}. It may start later than the service: the first {@link #probe} that
     * reaches it updates the schema.
     */
    public static Database open(Settings settings, String name) {
        return new Database(settings, name, settings.number("DB_POOL_SIZE", 8, 1, 100));
    }

    /** The work between BEGIN and COMMIT. It may run again from its start, so it changes nothing but the database. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Transaction transaction);
    }

    /** All rows of a query. This and the next three verbs of {@link Transaction} are each their own transaction. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
        return retry(statements -> statements.list(sql, reader, values), pool, true);
    }

    public <T> Optional<T> one(String sql, RowReader<T> reader, Object... values) {
        return retry(statements -> statements.one(sql, reader, values), pool, true);
    }

    public int update(String sql, Object... values) {
        return retry(statements -> statements.update(sql, values), pool, false);
    }

    public long insert(String sql, Object... values) {
        return retry(statements -> statements.insert(sql, values), pool, false);
    }

    /**
     * Runs the work in one transaction: the database stores all of it or nothing. A deadlock, a lock timeout or a lost
     * connection undoes the work, which runs again after a short random pause: three times at most, then a 503. Only a
     * connection lost at COMMIT is a 503 at once, because the changes may be stored.
     */
    public <T> T transaction(Work<T> work) {
        return retry(work, transactions, true);
    }

    /** {@code mayRepeat}: a connection that is lost during a statement has stored nothing. */
    private <T> T retry(Work<T> work, HikariDataSource from, boolean mayRepeat) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work, from);
            } catch (SqlFailure e) {
                // The others are probably lost, too: they go to the same server, or soon to another node of a cluster.
                if (e.isConnectionLost()) from.getHikariPoolMXBean().softEvictConnections();
                boolean isLost = mayRepeat && e.isLostStatement() && end - System.nanoTime() > 0;
                if (!e.isRetryable() && !isLost || attempt == MAX_ATTEMPTS) throw problems.of(e);
                Background.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, 20L << attempt)));
            }
        }
    }

    private <T> T attempt(Work<T> work, HikariDataSource from) {
        awaitTurn();
        // The pool rolls back uncommitted work when the connection is returned.
        try (var connection = from.getConnection()) {
            var transaction = new Transaction(connection);
            var result = work.run(transaction);
            if (!from.isAutoCommit()) transaction.commit();
            return result;
        } catch (SQLException e) {
            throw SqlFailure.ofConnection(e);
        } finally {
            turns.end();
        }
    }

    /**
     * Requests wait here while every connection is in use. So a timeout of the pool itself means that the database is
     * away, and never that it is only busy.
     */
    private void awaitTurn() {
        if (!reachable) throw DatabaseProblems.unavailable();
        try {
            if (turns.begin(PATIENCE)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DatabaseProblems.unavailable();
        }
        throw DatabaseProblems.busy("Too many requests wait for the database; try again.");
    }

    @Override
    public String name() {
        return "database";
    }

    /** Reaches the database. The first time it may refuse a cluster, and updates the schema. */
    @Override
    public void probe() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            if (!migrated) {
                ClusterCheck.run(connection);
                migrations.run(connection);
            }
            migrated = true;
            statement.execute("SELECT 1");
            failedProbes = 0;
            reachable = true;
        } catch (SQLException | SqlFailure e) {
            // A single probe can fail on a busy machine, so requests still try until the third failure.
            if (++failedProbes >= MAX_FAILED_PROBES) reachable = false;
            throw e;
        }
    }

    @Override
    public void measure(Metrics metrics) {
        metrics.gauge("db_connections_in_use", "Connections that run a statement now.", turns::taken);
        metrics.gauge("db_connections_max", "The largest number of connections.", () -> turns.count);
        metrics.gauge("db_waiting_for_a_turn", "Requests that wait for a free connection.", turns::waiting);
    }

    @Override
    public void close() {
        pool.close();
        transactions.close();
    }

    /** A unique key refused the row: another transaction inserted it first. */
    public static final class Duplicate extends RuntimeException {
        private static final long serialVersionUID = 1;

        Duplicate(SQLException cause) {
            super(cause);
        }
    }
}
