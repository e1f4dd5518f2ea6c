package nontonyuk.common.metrics;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void a_counter_stands_on_the_page_with_its_labels() {
        var calls = metrics.counter("calls_total", "Calls, by\ntheir outcome.", "to", "status");
        calls.increment("movie", "200");
        calls.increment("movie", "200");
        assertEquals("""
                # HELP calls_total Calls, by\\ntheir outcome.
                # TYPE calls_total counter
                calls_total{to="movie",status="200"} 2
                """, metrics.render());
    }

    @Test
    void a_counter_without_labels_is_there_before_the_first() {
        metrics.counter("losses_total", "Losses.");
        assertTrue(metrics.render().endsWith("\nlosses_total 0\n"));
    }

    @Test
    void a_label_cannot_break_its_line() {
        metrics.counter("odd_total", "Odd.", "what").increment("a\"b\\c\nd");
        assertTrue(metrics.render().endsWith("\nodd_total{what=\"a\\\"b\\\\c\\nd\"} 1\n"));
    }

    @Test
    void a_gauge_is_asked_whenever_the_page_is_read() {
        var open = new AtomicInteger(1);
        metrics.gauge("doors_open", "Open doors.", open::get, "side", "left");
        metrics.gauge("doors_open", "Open doors.", () -> 0.5, "side", "right");
        assertTrue(metrics.render().contains("\ndoors_open{side=\"left\"} 1\n"));
        open.set(0);
        assertTrue(metrics.render().contains("\ndoors_open{side=\"left\"} 0\n"));
        assertTrue(metrics.render().contains("\ndoors_open{side=\"right\"} 0.5\n"));
    }

    @Test
    void a_histogram_counts_each_duration_in_every_bucket_that_it_fits() {
        var took = metrics.histogram("took_seconds", "How long.", "route");
        for (long milliseconds : new long[] {5, 6, 700, 6000}) took.observe(milliseconds * 1_000_000, "/a");
        assertEquals("""
                # HELP took_seconds How long.
                # TYPE took_seconds histogram
                took_seconds_bucket{route="/a",le="0.005"} 1
                took_seconds_bucket{route="/a",le="0.01"} 2
                took_seconds_bucket{route="/a",le="0.025"} 2
                took_seconds_bucket{route="/a",le="0.05"} 2
                took_seconds_bucket{route="/a",le="0.1"} 2
                took_seconds_bucket{route="/a",le="0.25"} 2
                took_seconds_bucket{route="/a",le="0.5"} 2
                took_seconds_bucket{route="/a",le="1.0"} 3
                took_seconds_bucket{route="/a",le="2.5"} 3
                took_seconds_bucket{route="/a",le="5.0"} 3
                took_seconds_bucket{route="/a",le="+Inf"} 4
                took_seconds_sum{route="/a"} 6.711
                took_seconds_count{route="/a"} 4
                """, metrics.render());
    }

    @Test
    void a_name_stands_for_one_metric() {
        var one = metrics.counter("x_total", "X.", "a");
        assertSame(one, metrics.counter("x_total", "X.", "a"));
        assertThrows(IllegalArgumentException.class, () -> metrics.counter("x_total", "X.", "b"));
        assertThrows(IllegalArgumentException.class, () -> metrics.histogram("x_total", "X.", "a"));
        assertThrows(IllegalArgumentException.class, () -> metrics.counter("x y", "X."));
        assertThrows(IllegalArgumentException.class, () -> metrics.counter("y", "Y.", "a=b"));
        assertThrows(IllegalArgumentException.class, () -> one.increment());
    }

    @Test
    void no_count_is_lost_among_threads() throws Exception {
        var calls = metrics.counter("calls_total", "Calls.", "to");
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            var thread = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) calls.increment("b" + n % 2);
            });
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) thread.join();
        assertTrue(metrics.render().contains("calls_total{to=\"b0\"} 40000\n"));
        assertTrue(metrics.render().contains("calls_total{to=\"b1\"} 40000\n"));
    }
}
