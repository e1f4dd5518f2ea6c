package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import nontonyuk.common.trace.Trace;
import nontonyuk.common.trace.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("X-ray is on or off for the whole process")
class LogTest {
    @Test
    void a_line_begins_with_the_time_that_it_is_about_in_microseconds() {
        var entry = new LogRecord(Level.WARNING, "late");
        entry.setInstant(Instant.parse("2026-01-01T00:00:59.000041999Z"));
        assertLine(entry, "59.000041 WARNING auth    - late");
        entry.setParameters(new Object[] {"x", Instant.parse("2026-01-01T00:00:09Z")});
        assertLine(entry, "09.000000 WARNING auth    - late");
    }

    @Test
    void x_ray_keeps_the_lines_of_a_request() {
        Traces.keep();
        Trace.begin("00-c0ffee7169203331b7ad6b7169203331-00f067aa0ba902b7-01");
        Trace.record("GET", "/work");
        Log.formatter("auth").format(new LogRecord(Level.INFO, "GET /work 204"));
        Trace.end();
        var lines = Traces.find("c0ffee7169203331b7ad6b7169203331")
                .orElseThrow()
                .view()
                .lines();
        assertTrue(lines.get(0).endsWith("c0ffee7169203331b7ad6b7169203331 GET /work 204"), lines.toString());
    }

    private static void assertLine(LogRecord entry, String end) {
        var line = Log.formatter("auth").format(entry);
        assertTrue(line.matches("\\d\\d:\\d\\d:" + end + "\\R"), line);
    }
}
