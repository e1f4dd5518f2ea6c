package nontonyuk.sql;

import static org.junit.jupiter.api.Assertions.*;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import nontonyuk.common.LogLines;
import nontonyuk.common.Settings;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.SqlFailure;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Checks the Database of lib-common with a real server, and the databases for the tests of the services. */
@Isolated("it changes the time zone of the process")
class DatabaseTest {
    private static final String COUNT = "SELECT COUNT(*) FROM things";

    private final TestDatabase place = TestDatabase.create("test");

    @AutoClose
    private Database database;

    @BeforeEach
    void open() throws SQLException {
        database = open(place, 4);
        database.probe();
    }

    static Database open(TestDatabase place, int connections) {
        var settings = new HashMap<>(place.settings());
        settings.put("DB_POOL_SIZE", "" + connections);
        return Database.open(Settings.of(settings), "test");
    }

    @Test
    void what_is_inserted_gets_a_number_and_is_found_by_it() {
        long id = database.insert("INSERT INTO things (name, amount) VALUES (?, ?)", "cup", 3);
        var amount = database.one("SELECT amount FROM things WHERE id = ?", row -> row.getInt("amount"), id);
        assertEquals(3, amount.orElseThrow());
        assertEquals(1, database.update("UPDATE things SET amount = 4 WHERE id = ?", id));
        assertEquals(0, database.update("UPDATE things SET amount = 4 WHERE id = ?", id + 1));
        var names = database.list("SELECT name FROM things ORDER BY name", row -> row.getString(1));
        assertEquals(List.of("cup", "first"), names);
    }

    @Test
    void a_column_and_a_key_that_exist_are_not_added_again() throws SQLException {
        assertEquals(1, database.update("DELETE FROM schema_files WHERE name = '003_note.sql'"));
        try (var another = open(place, 1)) {
            another.probe();
        }
        assertEquals(1, database.update("DELETE FROM schema_files WHERE name = '003_note.sql'"));
    }

    @Test
    void a_row_that_a_unique_key_refuses_is_a_duplicate() {
        var insert = "INSERT INTO things (name) VALUES ('first')";
        assertThrows(Database.Duplicate.class, () -> database.insert(insert));
        assertThrows(Database.Duplicate.class, () -> database.update(insert));
        assertThrows(Database.Duplicate.class, () -> database.transaction(transaction -> transaction.insert(insert)));
    }

    @Test
    void a_statement_that_is_wrong_is_a_failure_and_no_503() {
        assertThrows(SqlFailure.class, () -> database.update("UPDATE nothing SET a = 1"));
    }

    /** The numbers and texts of MariaDB and MySQL. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1021|Disk full (/tmp/#sql); waiting for someone to free some space... (errno: 28)",
                "1114|The table 'seats' is full",
                "1030|Got error 28 \"No space left on device\" from storage engine InnoDB",
                "1030|Got error 122 - 'Internal (unspecified) error in handler' from storage engine",
                "1026|Error writing file './a.MYD' (Errcode: 28)",
                "3|Error writing file '/data/binlog.1' (OS errno 28 - No space left on device)",
                "1005|Can't create table `a`.`b` (errno: 28 \"No space left on device\")",
                "1180|Got error 28 during COMMIT",
                "3675|Create table/tablespace 'a' failed, as disk is full.",
                "1878|Temporary file write failure.",
                "1026|Error writing file 'a' (Errcode: 122 \"Disk quota exceeded\")",
            })
    void a_full_disk_is_a_503_and_one_line_in_the_log(int code, String text) {
        var fail = "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = %d, MESSAGE_TEXT = '%s'"
                .formatted(code, text.replace("'", "''"));
        try (var log = new LogLines("database")) {
            for (int i = 0; i < 3; i++) assertFull(() -> database.update(fail));
            assertEquals(List.of("ERROR the database is full: " + text), levels(log));
        }
    }

    private static List<String> levels(LogLines log) {
        return log.queue.stream().map(line -> line.replace("SEVERE", "ERROR")).toList();
    }

    private static void assertFull(Executable work) {
        var problem = assertThrows(Problem.class, work);
        assertEquals("503 database-full", problem.status() + " " + problem.code());
    }

    @Test
    void a_table_over_its_limit_is_a_503_and_another_error_with_such_a_number_is_not() {
        assertFull(() -> database.transaction(transaction -> {
            transaction.update("SET max_heap_table_size = 16384");
            transaction.update("CREATE TEMPORARY TABLE small (text CHAR(250)) ENGINE = MEMORY");
            return transaction.update("INSERT INTO small SELECT REPEAT('a', 250) FROM seq_1_to_1000");
        }));
        for (var text : List.of("Got error 128 from storage engine", "Unknown error in file 28"))
            assertThrows(
                    SqlFailure.class,
                    () -> database.update(
                            "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1030, MESSAGE_TEXT = '" + text + "'"));
    }

    @Test
    void a_transaction_that_fails_leaves_nothing() {
        assertThrows(
                Problem.class,
                () -> database.transaction(transaction -> {
                    transaction.insert("INSERT INTO things (name) VALUES ('lost')");
                    throw Problem.conflict("too-late", "Too late.");
                }));
        assertEquals(Optional.of(1L), database.one(COUNT, row -> row.getLong(1)));
    }

    @Test
    void isolation_is_read_committed() {
        var seen = database.transaction(transaction -> {
            var before = transaction.one(COUNT, row -> row.getLong(1));
            database.insert("INSERT INTO things (name) VALUES ('meanwhile')");
            var after = transaction.one(COUNT, row -> row.getLong(1));
            return before.orElseThrow() + " " + after.orElseThrow();
        });
        assertEquals("1 2", seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Jakarta", "Australia/Lord_Howe"})
    void times_keep_their_milliseconds_wherever_the_machine_stands(String zone) throws Exception {
        var home = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (var here = open(place, 2)) {
            here.probe();
            for (var text : List.of(
                    "2026-03-08T07:30:00.001Z", // New York skips 2:30 on this day,
                    "2026-03-08T02:30:00.001Z",
                    "2026-11-01T05:30:00.999Z", // and has 1:30 twice on this
                    "2026-11-01T06:30:00.999Z",
                    "2026-11-01T01:30:00.999Z",
                    "2038-01-19T03:14:08.123Z", // the first second beyond 31 bits
                    "2099-12-31T23:59:59.999Z")) {
                var time = Instant.parse(text);
                here.update("UPDATE things SET at = ? WHERE name = 'first'", time);
                var read = here.one("SELECT at FROM things WHERE name = 'first'", row -> row.getTimestamp("at"));
                assertEquals(time, read.orElseThrow().toInstant());
                var query = "SELECT DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%f') FROM things WHERE at = ?";
                var stored = here.one(query, row -> row.getString(1), time).orElseThrow();
                assertEquals(text, stored.replaceAll("000$", "Z"));
            }
        } finally {
            TimeZone.setDefault(home);
        }
    }

    @Test
    void without_a_database_there_is_a_503_at_once() {
        var nowhere = Map.of("TEST_DB_URL", "jdbc:mysql://127.0.0.1:1/test", "TEST_DB_PASSWORD", "x");
        try (var missing = Database.open(Settings.of(nowhere), "test")) {
            assertThrows(SQLException.class, missing::probe);
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertUnavailable(() -> missing.update("DELETE FROM things"));
                assertUnavailable(() -> missing.transaction(transaction -> 1));
            }
            assertTrue(System.nanoTime() - begin < 5_000_000_000L, "each waited for a connection");
        }
    }

    static void assertUnavailable(Runnable call) {
        assertProblem("database-unavailable", call);
    }

    static void assertProblem(String code, Runnable call) {
        var problem = assertThrows(Problem.class, call::run);
        assertEquals(503, problem.status());
        assertEquals(code, problem.code());
    }

    @Test
    void each_test_database_is_empty_and_closed_to_the_others() throws SQLException {
        var one = TestDatabase.create("movie");
        var other = TestDatabase.create("movie");
        for (var database : new TestDatabase[] {one, other}) {
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var tables = connection.createStatement().executeQuery("SHOW TABLES")) {
                assertFalse(tables.next());
            }
        }
        assertThrows(SQLException.class, () -> DriverManager.getConnection(other.url(), one.user(), one.password()));
    }

    @Test
    void the_settings_of_a_test_database_are_those_of_the_service() {
        var database = TestDatabase.create("order");
        assertEquals(
                Map.of(
                        "ORDER_DB_URL", database.url(),
                        "ORDER_DB_USER", database.user(),
                        "ORDER_DB_PASSWORD", database.password()),
                database.settings());
    }
}
