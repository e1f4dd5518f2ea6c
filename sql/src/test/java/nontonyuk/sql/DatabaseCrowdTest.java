package nontonyuk.sql;

import static nontonyuk.sql.DatabaseTest.assertProblem;
import static org.junit.jupiter.api.Assertions.*;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.sql.Database;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.*;

/** Checks Database when many threads need the same connections, rows or schema. */
@Execution(ExecutionMode.CONCURRENT) // they wait for time-outs, each in a database of its own
class DatabaseCrowdTest {
    private static final String ADD_ONE = "UPDATE things SET amount = amount + 1 WHERE id = ?";

    private final TestDatabase place = TestDatabase.create("test");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Database> opened = new ArrayList<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        opened.forEach(Database::close);
    }

    private Database open(int connections) throws SQLException {
        var database = DatabaseTest.open(place, connections);
        opened.add(database);
        database.probe();
        return database;
    }

    private Future<?> start(Runnable work) {
        return threads.submit(work);
    }

    @Test
    void more_threads_than_connections_take_turns_and_none_fails() throws Exception {
        var database = open(2);
        var metrics = new Metrics();
        database.measure(metrics);
        var goOn = new CountDownLatch(1);
        var all = new ArrayList<Future<?>>();
        for (int i = 0; i < 8; i++) all.add(start(() -> hold(database, goOn)));
        TestClient.await("the others to wait", () -> metrics.render().contains("\ndb_waiting_for_a_turn 6\n"));
        assertTrue(metrics.render().contains("\ndb_connections_in_use 2\n"));
        assertTrue(metrics.render().contains("\ndb_connections_max 2\n"));
        goOn.countDown();
        for (var one : all) one.get();
        assertTrue(metrics.render().contains("\ndb_connections_in_use 0\n"));
        assertTrue(metrics.render().contains("\ndb_waiting_for_a_turn 0\n"));
    }

    private static void hold(Database database, CountDownLatch goOn) {
        database.transaction(transaction -> {
            TestClient.await(goOn);
            return transaction.one("SELECT SLEEP(0.05)", row -> row.getInt(1));
        });
    }

    @Test
    void who_waits_too_long_for_a_turn_is_told_that_the_database_is_busy() throws Exception {
        var database = open(1);
        var taken = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var holder = start(() -> database.transaction(transaction -> {
            taken.countDown();
            TestClient.await(free);
            return true;
        }));
        taken.await();
        assertProblem("database-busy", () -> database.update(ADD_ONE, 1));
        free.countDown();
        holder.get();
        assertEquals(1, database.update(ADD_ONE, 1));
    }

    @Test
    void of_two_in_a_deadlock_the_loser_tries_again_and_both_succeed() throws Exception {
        var database = open(4);
        database.insert("INSERT INTO things (id, name) VALUES (2, 'second')");
        var both = new CyclicBarrier(2);
        var tries = new AtomicInteger();
        var one = start(() -> addToBoth(database, 1, 2, both, tries));
        var other = start(() -> addToBoth(database, 2, 1, both, tries));
        one.get();
        other.get();
        assertTrue(tries.get() > 2, "there was no deadlock");
        var amounts = database.list("SELECT amount FROM things", row -> row.getInt(1));
        assertEquals(List.of(2, 2), amounts);
    }

    private static void addToBoth(Database database, int first, int second, CyclicBarrier both, AtomicInteger tries) {
        var firstTry = new AtomicInteger();
        database.transaction(transaction -> {
            tries.incrementAndGet();
            transaction.update(ADD_ONE, first);
            if (firstTry.getAndIncrement() == 0) meet(both);
            return transaction.update(ADD_ONE, second);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server rolls back the transaction with fewer changes, here always ours. */
    @Test
    void after_four_lost_deadlocks_the_database_is_busy() throws Exception {
        var database = open(4);
        for (int id = 2; id <= 200; id++) {
            database.insert("INSERT INTO things (id, name) VALUES (?, ?)", id, "n" + id);
        }
        var tries = new AtomicInteger();
        try (var rival = rival()) {
            change(rival, "UPDATE things SET amount = 7 WHERE id <= 100");
            assertProblem(
                    "database-busy",
                    () -> database.transaction(transaction -> {
                        int ours = 100 + tries.incrementAndGet();
                        transaction.update(ADD_ONE, ours);
                        start(() -> change(rival, ADD_ONE.replace("?", "" + ours)));
                        return transaction.update(ADD_ONE, 1);
                    }));
            synchronized (rival) { // waits for the last change
                rival.rollback();
            }
        }
        assertEquals(4, tries.get());
        var sum = database.one("SELECT SUM(amount) FROM things", row -> row.getInt(1));
        assertEquals(0, sum.orElseThrow());
    }

    @Test
    void after_four_lock_time_outs_the_database_is_busy() throws Exception {
        var database = open(4);
        var tries = new AtomicInteger();
        try (var rival = rival()) {
            change(rival, ADD_ONE.replace("?", "1"));
            assertProblem(
                    "database-busy",
                    () -> database.transaction(transaction -> {
                        tries.incrementAndGet();
                        return transaction.update(ADD_ONE, 1);
                    }));
            assertEquals(4, tries.get());
            rival.rollback();
        }
        assertEquals(1, database.update(ADD_ONE, 1));
    }

    /** A connection of another client, in a transaction. */
    private Connection rival() throws SQLException {
        var rival = DriverManager.getConnection(place.url(), place.user(), place.password());
        rival.setAutoCommit(false);
        return rival;
    }

    private static void change(Connection rival, String sql) {
        synchronized (rival) {
            try (var statement = rival.createStatement()) {
                statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void two_instances_that_start_together_apply_each_file_once() throws Exception {
        var one = DatabaseTest.open(place, 2);
        var other = DatabaseTest.open(place, 2);
        opened.addAll(List.of(one, other));
        var together = new CyclicBarrier(2);
        var probes = List.of(one, other).stream()
                .map(database -> threads.submit(() -> {
                    meet(together);
                    database.probe();
                    return true;
                }))
                .toList();
        for (var probe : probes) probe.get();
        assertEquals(
                List.of("001_things.sql", "002_first_thing.sql", "003_note.sql"),
                one.list("SELECT name FROM schema_files ORDER BY name", row -> row.getString(1)));
        assertEquals(List.of("first"), other.list("SELECT name FROM things", row -> row.getString(1)));
    }
}
