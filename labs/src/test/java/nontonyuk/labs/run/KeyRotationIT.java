package nontonyuk.labs.run;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.Test;

/** A short {@link KeyRotationRun}. */
class KeyRotationIT {
    @Test
    void while_the_key_changes_no_good_token_is_refused() {
        var two = RunningSystem.temporary().withSecond("auth");
        try (var system = two.startAll();
                var test = new KeyRotationRun(system, 4)) {
            for (var step : test.rotate()) {
                assertEquals(List.of(), step.seen().failures(), step.toString());
                assertTrue(step.seen().requests() > 20, step.toString());
            }
        }
    }
}
