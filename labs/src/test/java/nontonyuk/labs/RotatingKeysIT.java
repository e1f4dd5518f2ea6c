package nontonyuk.labs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RotatingKeys} in short. */
class RotatingKeysIT {
    @TempDir
    private static Path folder;

    @Test
    void while_the_key_changes_no_good_token_is_refused() {
        var two = new RunningSystem(folder.resolve("database")).withSecond("auth");
        try (var system = two.startAll();
                var test = new RotatingKeys(system, 4)) {
            for (var step : test.rotate()) {
                assertEquals(List.of(), step.seen().failures(), step.toString());
                assertTrue(step.seen().requests() > 20, step.toString());
            }
        }
    }
}
