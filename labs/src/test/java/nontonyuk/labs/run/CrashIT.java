package nontonyuk.labs.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short {@link CrashRun}; {@code make crash-test} kills order fifty times and the database twenty times. */
class CrashIT {
    @TempDir
    private static Path folder;

    @Test
    void what_was_acknowledged_survives_the_death_of_order_and_of_the_database() {
        try (var system = new RunningSystem(folder.resolve("database")).startAll();
                var test = new CrashRun(system)) {
            for (var victim : new String[] {"order", "database", "order", "database", "order"}) {
                var found = test.kill(victim);
                assertTrue(found.isWell(), victim + ": " + found + " " + system.audit());
            }
            test.awaitMoneyInPlace();
        }
    }
}
