package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLinesTest {
    @Test
    void a_request_is_followed_through_the_logs_of_the_newest_run_that_knows_it(@TempDir Path runs) throws IOException {
        log(runs, "1/order.log", "10:00:00.1 INFO order aaaa old");
        log(
                runs,
                "2/order.log",
                "10:00:01.3 ERROR order aaaa fails\nException: x\n\tat here\n10:00:01.9 INFO order bbbb");
        log(runs, "2/movie.log", "10:00:01.2 INFO movie aaaa GET /showtimes\n10:00:01.4 INFO movie bbbb");
        log(runs, "3/movie.log", "10:00:02.2 INFO movie cccc");
        assertEquals(
                List.of(
                        "10:00:01.2 INFO movie aaaa GET /showtimes",
                        "10:00:01.3 ERROR order aaaa fails",
                        "Exception: x",
                        "\tat here"),
                TraceLines.of(runs, "aaaa"));
        assertEquals(List.of(), TraceLines.of(runs, "dddd"));
    }

    private static void log(Path runs, String name, String text) throws IOException {
        Files.createDirectories(runs.resolve(name).getParent());
        Files.writeString(runs.resolve(name), text);
    }
}
