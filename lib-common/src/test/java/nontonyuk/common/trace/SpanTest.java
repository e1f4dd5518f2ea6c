package nontonyuk.common.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nontonyuk.common.trace.Span.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("X-ray is on or off for the whole process")
class SpanTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @BeforeEach
    void keep() {
        Traces.keep(Integer.MAX_VALUE);
    }

    @AfterEach
    void end() {
        Trace.end();
        Traces.forget();
    }

    private static void begin(String id) {
        Trace.begin("00-" + id + "-" + PARENT + "-01");
        Trace.record("POST", "/orders");
    }

    @Test
    void a_step_stands_below_the_step_around_it() {
        begin(ID);
        try (var call = Span.begin(Kind.CALL, "movie")) {
            call.put("attempt", 1);
            Span.begin(Kind.SQL, "SELECT 1").close();
        }
        Span.begin(Kind.SQL, "COMMIT").close();
        Span.request().put("status", 201).close();

        var spans = Traces.find(ID).orElseThrow().view().spans();
        var names = spans.stream().map(Span.View::name).toList();
        assertEquals(List.of("POST /orders", "movie", "SELECT 1", "COMMIT"), names);
        assertEquals(PARENT, spans.get(0).parent());
        assertEquals(spans.get(0).id(), spans.get(1).parent());
        assertEquals(spans.get(1).id(), spans.get(2).parent());
        assertEquals(spans.get(0).id(), spans.get(3).parent());
        assertEquals(Map.of("attempt", 1), spans.get(1).values());
        assertTrue(spans.stream().allMatch(span -> span.durationUs() >= 0));
    }

    @Test
    void the_next_service_hears_of_the_present_step() {
        begin(ID);
        var call = Span.begin(Kind.CALL, "movie");
        assertEquals("00-" + ID + "-" + call.id() + "-01", Trace.current().traceparent());
        call.close();
        assertEquals(
                "00-" + ID + "-" + Span.request().id() + "-01", Trace.current().traceparent());
    }

    @Test
    void a_step_that_runs_has_no_duration_yet() {
        begin(ID);
        assertNull(Traces.find(ID).orElseThrow().first().durationUs());
    }

    @Test
    void two_requests_of_one_trace_stand_together() {
        begin(ID);
        Trace.end();
        begin(ID);
        assertEquals(2, Traces.find(ID).orElseThrow().view().spans().size());
        assertEquals(1, Traces.newest().size());
    }

    @Test
    void the_log_lines_of_a_request_are_kept() {
        begin(ID);
        Trace.log("a line");
        Trace.end();
        Trace.log("another request's line");
        assertEquals(List.of("a line"), Traces.find(ID).orElseThrow().view().lines());
    }

    @Test
    void a_trace_keeps_its_first_200_steps() {
        begin(ID);
        for (int i = 0; i < 250; i++) Span.begin(Kind.SQL, "SELECT " + i).close();
        var view = Traces.find(ID).orElseThrow().view();
        assertEquals(200, view.spans().size());
        assertEquals(51, view.leftOut());
    }

    @Test
    void the_newest_500_traces_are_kept() {
        for (int i = 1; i <= 501; i++) begin("%032x".formatted(i));
        assertTrue(Traces.find("%032x".formatted(1)).isEmpty());
        assertEquals(500, Traces.newest().size());
        assertEquals("%032x".formatted(501), Traces.newest().get(0).id());
    }

    @Test
    void many_large_traces_push_out_old_ones() {
        for (int i = 1; i <= 120; i++) {
            begin("%032x".formatted(i));
            for (int step = 1; step < 200; step++)
                Span.begin(Kind.SQL, "SELECT 1").close();
        }
        int spans = Traces.newest().stream().mapToInt(RecordedTrace::size).sum();
        assertTrue(spans <= 20_200, "" + spans);
    }

    @Test
    void a_caller_may_ask_that_a_request_is_not_recorded() {
        Trace.begin("00-" + ID + "-" + PARENT + "-02");
        Trace.record("GET", "/seats/{showtime_id}");
        assertTrue(Traces.find(ID).isEmpty());
        assertTrue(Trace.current().traceparent().endsWith("-00"));
    }

    @Test
    void a_forgotten_trace_that_still_runs_pushes_out_no_other() {
        begin("%032x".formatted(1));
        var first = Trace.current();
        for (int i = 2; i <= 600; i++) begin("%032x".formatted(i));
        for (int step = 0; step < 150; step++)
            first.recording().begin(Kind.SQL, "SELECT 1").close();
        for (int i = 601; i <= 1100; i++) begin("%032x".formatted(i));
        assertEquals(500, Traces.spans());
    }

    @Test
    void a_busy_service_records_some_traces_of_each_second_and_tells_the_next_service() {
        Traces.keep(1);
        int recorded = 0;
        for (int i = 1; i <= 1000; i++) {
            begin("%032x".formatted(i));
            boolean isRecorded = Trace.current().recording() != null;
            assertEquals(isRecorded, Trace.current().traceparent().endsWith("-01"));
            if (isRecorded) recorded++;
        }
        assertTrue(recorded >= 1 && recorded < 100, recorded + " in some seconds");
    }

    @Test
    void nothing_is_recorded_while_x_ray_is_off() {
        Traces.forget();
        begin(ID);
        Span.begin(Kind.SQL, "SELECT 1").put("rows", 1).close();
        assertTrue(Traces.find(ID).isEmpty());
        assertNotEquals(Trace.current().traceparent(), Trace.current().traceparent());
    }
}
