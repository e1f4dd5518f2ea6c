package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.Dependency;
import nontonyuk.common.LogLines;
import nontonyuk.common.StartPhase;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the start phase is of the process")
class ReadinessTest {
    private Exception fault;

    @AutoClose
    private final LogLines log = new LogLines("readiness");

    private final Readiness readiness = new Readiness(List.of(new Dependency() {
        @Override
        public String name() {
            return "movie";
        }

        @Override
        public void probe() throws Exception {
            if (fault != null) throw fault;
        }
    }));

    @BeforeEach
    void start() {
        StartPhase.begin();
    }

    @AfterEach
    void end() {
        StartPhase.finish();
    }

    private List<String> lines(Exception... faults) {
        for (var next : faults) {
            fault = next;
            readiness.probeAll();
        }
        var lines = new ArrayList<String>();
        log.queue.drainTo(lines);
        return lines;
    }

    @Test
    void what_is_missing_at_the_start_is_told_once_and_no_warning_until_the_start_is_over() {
        var gone = new SQLException("lost", "08S01");
        var refused = new IOException("Connection refused");
        var notReady = Problem.unavailable("not-ready", "not there yet", 1);
        var timedOut = new RuntimeException(new SQLException("timed out"));
        assertEquals(
                List.of("INFO waiting for movie: Connection refused"),
                lines(refused, notReady, gone, timedOut, refused));
        StartPhase.finish();
        assertEquals(List.of("WARNING waiting for movie: lost"), lines(gone, gone));
    }

    @Test
    void a_refusal_does_not_pass_by_itself_so_it_is_a_warning_at_once() {
        var denied = new SQLException("Access denied", "28000");
        assertEquals(
                List.of("INFO waiting for movie: x", "WARNING waiting for movie: Access denied"),
                lines(new IOException("x"), denied, denied));
    }

    @Test
    void the_start_is_over_when_all_is_there() {
        assertEquals("INFO movie: ready", lines(new IOException("x"), null).get(1));
        assertEquals(List.of("WARNING waiting for movie: y"), lines(new IOException("y.")));
        assertEquals("Waiting for movie: y.", readiness.missing());
        assertEquals("INFO movie: ready", lines((Exception) null).get(0));
    }
}
