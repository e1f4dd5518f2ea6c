package nontonyuk.common.resilience;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Duration OPEN_FOR = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // the clock overflows during the test
    private final CircuitBreaker breaker = new CircuitBreaker(3, OPEN_FOR, clock::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) breaker.failed(clock.get());
    }

    private void rest() {
        clock.addAndGet(OPEN_FOR.toNanos());
    }

    private void halfOpen() {
        fail(3);
        rest();
        breaker.tryHalfOpen();
    }

    @Test
    void it_opens_at_so_many_failures_in_a_row() {
        fail(2);
        breaker.succeeded(clock.get());
        fail(2);
        assertEquals(CircuitBreaker.State.CLOSED, breaker.state());
        fail(1);
        assertEquals(CircuitBreaker.State.OPEN, breaker.state());
    }

    @Test
    void closed_it_wants_no_trial() {
        assertFalse(breaker.tryHalfOpen());
    }

    @Test
    void open_it_lets_nothing_through_until_the_rest_is_over() {
        fail(3);
        clock.addAndGet(OPEN_FOR.toNanos() - 1);
        assertFalse(breaker.tryHalfOpen());
        clock.addAndGet(1);
        assertTrue(breaker.tryHalfOpen());
        assertEquals(CircuitBreaker.State.HALF_OPEN, breaker.state());
    }

    @Test
    void one_trial_goes_and_no_second_beside_it() {
        fail(3);
        rest();
        var trials = new AtomicInteger();
        IntStream.range(0, 1000).parallel().forEach(i -> {
            if (breaker.tryHalfOpen()) trials.incrementAndGet();
        });
        assertEquals(1, trials.get());
    }

    @Test
    void a_good_trial_closes_it_and_all_is_forgotten() {
        halfOpen();
        breaker.succeeded(clock.get());
        fail(2);
        assertEquals(CircuitBreaker.State.CLOSED, breaker.state());
    }

    @Test
    void a_bad_trial_opens_it_for_another_whole_rest() {
        halfOpen();
        fail(1);
        assertEquals(CircuitBreaker.State.OPEN, breaker.state());
        assertFalse(breaker.tryHalfOpen());
        rest();
        assertTrue(breaker.tryHalfOpen());
    }

    @Test
    void a_trial_that_never_came_to_be_is_the_next_one_s() {
        breaker.returnPermit();
        assertEquals(CircuitBreaker.State.CLOSED, breaker.state());
        halfOpen();
        breaker.returnPermit();
        assertEquals(CircuitBreaker.State.OPEN, breaker.state());
        assertTrue(breaker.tryHalfOpen());
    }

    @Test
    void what_was_sent_before_it_opened_changes_nothing() {
        fail(3);
        breaker.succeeded(clock.get());
        assertEquals(CircuitBreaker.State.OPEN, breaker.state());
        clock.addAndGet(OPEN_FOR.toNanos() - 1);
        breaker.failed(clock.get());
        clock.addAndGet(1);
        assertTrue(breaker.tryHalfOpen()); // a late failure does not keep it open longer
    }

    @Test
    void only_the_trial_decides_and_nothing_that_was_sent_before_it() {
        long before = clock.get();
        halfOpen();
        breaker.failed(before);
        breaker.succeeded(before);
        assertEquals(CircuitBreaker.State.HALF_OPEN, breaker.state());
        breaker.succeeded(clock.get());
        for (int i = 0; i < 3; i++) breaker.failed(before);
        assertEquals(CircuitBreaker.State.CLOSED, breaker.state());
    }
}
