package nontonyuk.labs.run;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.Test;

/** A short {@link RollingRestartRun}. */
class RollingRestartIT {
    @Test
    void every_service_can_be_restarted_under_load_and_no_request_fails() {
        var system = RunningSystem.temporary();
        try (var running = RollingRestartRun.startTwoOfEach(system);
                var test = new RollingRestartRun(running, 4)) {
            for (var service : RunningSystem.SERVICES) {
                var restart = test.restart(service);
                assertEquals(List.of(), restart.seen().failures(), restart.toString());
                assertTrue(restart.seen().requests() > 100, restart.toString());
            }
        }
    }
}
