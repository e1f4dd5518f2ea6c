package nontonyuk.sql;

import static nontonyuk.sql.DatabaseTest.assertUnavailable;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.sql.Database;
import org.junit.jupiter.api.*;

/** A node of a cluster dies: its connections break, and the next connection reaches another node. */
class LostConnectionTest {
    private static final String ADD_ONE = "UPDATE things SET amount = amount + 1 WHERE name = 'first'";
    private static final String AMOUNT = "SELECT amount FROM things WHERE name = 'first'";

    private final TestDatabase place = TestDatabase.create("test");

    @AutoClose
    private final Cable cable = new Cable(TestServer.current().port());

    @AutoClose
    private final Database database;

    LostConnectionTest() throws IOException, SQLException {
        database = open("");
        database.update(ADD_ONE.replace("amount + 1", "0"));
    }

    private Database open(String options) throws SQLException {
        var settings = new HashMap<>(place.settings());
        settings.put("TEST_DB_URL", "jdbc:mysql://127.0.0.1:" + cable.port() + "/" + place.user() + options);
        var opened = Database.open(Settings.of(settings), "test");
        opened.probe();
        return opened;
    }

    private int amount() {
        return database.one(AMOUNT, row -> row.getInt(1)).orElseThrow();
    }

    @Test
    void before_the_commit_nothing_is_stored_so_the_work_runs_again() {
        var tries = new AtomicInteger();
        database.transaction(transaction -> {
            transaction.update(ADD_ONE);
            if (tries.incrementAndGet() == 1) cable.cut();
            return transaction.update(ADD_ONE);
        });
        assertEquals(2, tries.get());
        assertEquals(2, amount());
    }

    @Test
    void at_the_commit_the_outcome_is_unknown_so_the_work_does_not_run_again() {
        var tries = new AtomicInteger();
        assertUnavailable(() -> database.transaction(transaction -> {
            tries.incrementAndGet();
            transaction.update(ADD_ONE);
            cable.cut();
            return true;
        }));
        assertEquals(1, tries.get());
    }

    @Test
    void a_read_runs_again() {
        assertEquals(0, amount());
        cable.cut();
        assertEquals(0, amount());
    }

    @Test
    void a_write_of_its_own_does_not_run_again() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        var slow = threads.submit(() -> assertUnavailable(() -> database.update("DO SLEEP(3)")));
        threads.shutdown();
        var running = "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'";
        TestClient.await(
                "the statement",
                () -> database.one(running, row -> row.getInt(1)).orElseThrow() == 1);
        cable.cut();
        slow.get();
    }

    @Test
    void a_database_that_breaks_every_connection_is_a_503() {
        var tries = new AtomicInteger();
        assertUnavailable(() -> database.transaction(transaction -> {
            tries.incrementAndGet();
            cable.cut();
            return transaction.update(ADD_ONE);
        }));
        assertTrue(tries.get() > 1 && tries.get() <= 4, tries + " tries"); // a busy machine has no time for all
    }

    @Test
    void the_session_variables_of_the_url_are_set_beside_ours() throws SQLException {
        try (var own = open("?sessionVariables=lock_wait_timeout=77,max_statement_time%3D9&tcpKeepAlive=true")) {
            var variables =
                    "SELECT CONCAT_WS(' ', @@lock_wait_timeout, @@max_statement_time, @@innodb_lock_wait_timeout)";
            assertEquals(
                    "77 9.000000 2", own.one(variables, row -> row.getString(1)).orElseThrow());
        }
    }

    @Test
    void the_url_may_switch_off_prepared_statements_but_not_our_time_zone() throws SQLException {
        try (var own = open("?useServerPrepStmts=false&connectionTimeZone=Asia/Jakarta")) {
            own.one("SELECT ? + 1", row -> row.getInt(1), 1);
            var prepared = "SHOW SESSION STATUS LIKE 'Com_stmt_prepare'";
            assertEquals(0, own.one(prepared, row -> row.getInt(2)).orElseThrow());
            var hours = "SELECT TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(), NOW())";
            assertEquals(0, own.one(hours, row -> row.getInt(1)).orElseThrow());
        }
    }

    @Test
    void the_schema_lock_of_a_crashed_instance_ends_by_its_age() throws SQLException {
        database.update("DELETE FROM schema_files WHERE name = '003_note.sql'");
        database.update("INSERT INTO schema_lock VALUES (1, 'crashed', UTC_TIMESTAMP(3) - INTERVAL 28 SECOND)");
        open("").close();
        assertEquals(
                0,
                database.one("SELECT COUNT(*) FROM schema_lock", row -> row.getInt(1))
                        .orElseThrow());
    }
}
