package nontonyuk.labs.faults;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.*;

/** The settings of the connections are those of the services. */
class DatabaseTapTest {
    private static final TestDatabase PLACE = TestDatabase.create("test");
    private static final int PORT =
            URI.create(PLACE.url().substring("jdbc:".length())).getPort();
    private static final String INSERT = "INSERT INTO things (id) VALUES (?)";

    private final List<Connection> open = new ArrayList<>();

    @AutoClose
    private DatabaseTap tap;

    private Connection direct;
    private Connection service;

    @BeforeEach
    void connect() throws SQLException {
        direct = connect(PORT);
        run(direct, "CREATE OR REPLACE TABLE things (id INT PRIMARY KEY)");
        tap = DatabaseTap.start(PORT);
        service = connect(tap.port());
    }

    @AfterEach
    void close() throws SQLException {
        for (var connection : open) connection.abort(Runnable::run);
    }

    private Connection connect(int port) throws SQLException {
        var url = PLACE.url().replace(":" + PORT, ":" + port)
                + "?useServerPrepStmts=true&cachePrepStmts=true&useLocalSessionState=true&elideSetAutoCommits=true";
        var connection = DriverManager.getConnection(url, PLACE.user(), PLACE.password());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        open.add(connection);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    private long count() throws SQLException {
        try (var statement = direct.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM things")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static CompletableFuture<Void> begin(Work work) {
        Runnable call = () -> {
            try {
                work.run();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        };
        return CompletableFuture.runAsync(call, one -> new Thread(one).start()); // a common pool may have one thread
    }

    private CompletableFuture<Void> beginCommit() throws SQLException {
        service.setAutoCommit(false);
        insert(service, 1);
        return begin(service::commit);
    }

    private void awaitStopped(int count) {
        await(count + " stopped", () -> tap.stopped() == count);
    }

    @Test
    void each_command_is_as_late_as_told() throws SQLException {
        insert(service, 1);
        tap.late(30);
        long start = System.nanoTime();
        for (int id = 2; id <= 6; id++) insert(service, id);
        assertTrue(System.nanoTime() - start >= 5 * 30_000_000L);
        assertEquals(6, count());
    }

    @Test
    void at_commit_the_database_does_not_have_it_yet() throws SQLException {
        tap.stopAt("COMMIT");
        var commit = beginCommit();
        awaitStopped(1);
        assertEquals(0, count());
        assertEquals(1, tap.openTransactions());
        tap.release();
        commit.join();
        assertEquals(1, count());
        assertEquals(0, tap.stopped());
    }

    @Test
    void after_commit_the_database_has_it_and_the_service_does_not_know() throws SQLException {
        tap.stopAfter("COMMIT");
        var commit = beginCommit();
        awaitStopped(1);
        assertEquals(1, count());
        assertFalse(commit.isDone());
        tap.release();
        commit.join();
    }

    @Test
    void what_is_cut_at_commit_is_undone() throws SQLException {
        tap.stopAt("COMMIT");
        var commit = beginCommit();
        awaitStopped(1);
        tap.cut();
        assertThrows(CompletionException.class, commit::join);
        insert(direct, 1); // it waits for the lock until the database has rolled back
        await("the transaction to end", () -> tap.openTransactions() == 0);
        insert(connect(tap.port()), 2);
    }

    @Test
    void a_service_that_dies_while_it_is_held_is_undone() throws SQLException {
        tap.stopAt("COMMIT");
        var commit = beginCommit();
        awaitStopped(1);
        service.abort(Runnable::run);
        awaitStopped(0);
        assertThrows(CompletionException.class, commit::join);
        insert(direct, 1);
    }

    @Test
    void a_service_that_dies_before_it_knows_of_its_commit_has_it() throws SQLException {
        tap.stopAfter("COMMIT");
        var commit = beginCommit();
        awaitStopped(1);
        service.abort(Runnable::run);
        awaitStopped(0);
        assertThrows(CompletionException.class, commit::join);
        assertEquals(1, count());
    }

    @Test
    void a_prepared_statement_is_known_by_its_text() throws SQLException {
        insert(service, 1);
        tap.stopAt("insert into THINGS");
        var insert = begin(() -> insert(service, 2));
        awaitStopped(1);
        assertEquals(1, count());
        tap.release();
        insert.join();
        assertEquals(2, count());
    }

    @Test
    void one_is_held_before_and_one_after_and_a_third_passes() throws SQLException {
        var other = connect(tap.port());
        tap.stopAt("INSERT");
        var before = begin(() -> insert(service, 1));
        awaitStopped(1);
        tap.stopAfter("INSERT");
        var after = begin(() -> insert(other, 2));
        awaitStopped(2);
        tap.stopNoMore();
        insert(connect(tap.port()), 3);
        assertEquals(2, count());
        tap.release();
        before.join();
        after.join();
        assertEquals(3, count());
    }

    @Test
    void a_text_is_a_whole_word() throws SQLException {
        tap.stopAt("COMMIT");
        service.setAutoCommit(false);
        run(service, "SELECT 'committed'");
        assertEquals(0, tap.stopped());
    }

    @Test
    void without_autocommit_the_first_statement_after_a_commit_opens_a_transaction() throws SQLException {
        service.setAutoCommit(false);
        assertEquals(0, tap.openTransactions());
        for (int id = 1; id <= 2; id++) {
            insert(service, id);
            assertEquals(1, tap.openTransactions());
            service.commit();
            assertEquals(0, tap.openTransactions());
        }
        run(service, "SELECT 1");
        assertEquals(1, tap.openTransactions());
        service.rollback();
        assertEquals(0, tap.openTransactions());
        run(service, "SET innodb_lock_wait_timeout = 2");
        assertEquals(0, tap.openTransactions());
    }

    @Test
    void with_autocommit_only_a_begun_transaction_is_open() throws SQLException {
        run(service, "SELECT 1");
        assertEquals(0, tap.openTransactions());
        run(service, "start  transaction");
        run(service, "SAVEPOINT here");
        run(service, "ROLLBACK TO here");
        assertEquals(1, tap.openTransactions());
        run(service, "ROLLBACK");
        assertEquals(0, tap.openTransactions());
    }

    @Test
    void the_largest_number_is_kept_until_it_is_cleared() throws SQLException {
        for (int id = 1; id <= 3; id++) {
            var one = connect(tap.port());
            one.setAutoCommit(false);
            insert(one, id);
        }
        assertEquals(3, tap.mostTransactions());
        for (var connection : open.subList(2, open.size())) connection.rollback();
        assertEquals(3, tap.mostTransactions());
        tap.clear();
        assertEquals(0, tap.mostTransactions());
    }

    @Test
    void a_connection_that_ends_has_no_open_transaction() throws SQLException {
        service.setAutoCommit(false);
        insert(service, 1);
        service.abort(Runnable::run);
        await("the transaction to end", () -> tap.openTransactions() == 0);
    }

    @Test
    void a_database_that_is_not_there_ends_the_connection() {
        try (var toNothing = DatabaseTap.start(9)) {
            assertThrows(SQLException.class, () -> connect(toNothing.port()));
        }
    }
}
