package nontonyuk.labs.run;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.sql.Database;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run with few repetitions; {@code make crash-test} kills order fifty times and the database twenty times. */
class ShortRunsIT {
    @Test
    void what_was_acknowledged_survives_the_death_of_order_and_of_the_database(@TempDir Path folder) {
        try (var system = new RunningSystem(folder.resolve("database")).startAll();
                var test = new CrashRun(system)) {
            for (var victim : new String[] {"order", "database", "order", "database", "order"}) {
                var found = test.kill(victim);
                assertTrue(found.isWell(), victim + ": " + found + " " + system.audit());
            }
            test.awaitMoneyInPlace();
        }
    }

    @Test
    void while_the_key_changes_no_good_token_is_refused() {
        try (var system =
                        RunningSystem.temporary().withSecond("auth").optimized().startAll();
                var test = new KeyRotationRun(system, 3)) {
            for (var step : test.rotate()) {
                assertEquals(List.of(), step.seen().failures(), step.toString());
                assertTrue(step.seen().requests() > 20, step.toString());
            }
        }
    }

    @Test
    void every_service_can_be_restarted_under_load_and_no_request_fails() {
        try (var system = RollingRestartRun.startTwoOfEach(RunningSystem.temporary());
                var test = new RollingRestartRun(system, 4)) {
            for (var service : RunningSystem.SERVICES) {
                var restart = test.restart(service);
                assertEquals(List.of(), restart.seen().failures(), restart.toString());
                assertTrue(restart.seen().requests() > 100, restart.toString());
            }
        }
    }

    @Test
    void on_a_cluster_no_seat_is_sold_twice_and_nothing_is_lost_with_a_node() {
        assumeTrue(GaleraCluster.isInstalled(), "the packages of a cluster are not required");
        try (var cluster = GaleraCluster.start();
                var system = GaleraRun.startOn(cluster)) {
            assertIsRefusedWithPreparedStatements(cluster.settings());
            var sale = ClusterSale.run(cluster, system);
            assertTrue(sale.isWell(), sale.toString());
            try (var test = new GaleraRun(cluster, system)) {
                var found = test.kill(2);
                assertTrue(found.isWell(), found.toString());
            }
        }
    }

    private static void assertIsRefusedWithPreparedStatements(Map<String, String> settings) {
        var prepared = new HashMap<>(settings);
        prepared.computeIfPresent("ORDER_DB_URL", (name, url) -> url.replace("&useServerPrepStmts=false", ""));
        try (var database = Database.open(Settings.of(prepared), "order")) {
            var refusal = assertThrows(SQLException.class, database::probe);
            assertEquals("HY000", refusal.getSQLState(), "its state says that it does not pass by itself");
            assertTrue(refusal.getMessage().contains("needs useServerPrepStmts=false"), refusal.getMessage());
        }
    }
}
