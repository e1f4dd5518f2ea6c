package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String HOME = "10.0.0.1";
    private static final String ELSEWHERE = "10.6.6.6";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it overflows soon
    private final LoginThrottle throttle = new LoginThrottle(10, nanos::get);

    private void pass(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
    }

    private String right(String account, String address) {
        return attempt(account, address, Optional.of("right"));
    }

    private String wrong(String account, String address) {
        return attempt(account, address, Optional.empty());
    }

    private String attempt(String account, String address, Optional<String> outcome) {
        try {
            return throttle.check(account, address, () -> outcome).orElse("wrong");
        } catch (Problem problem) {
            assertEquals("429 too-many-tries", problem.status() + " " + problem.code());
            return problem.getMessage().replace("Too many wrong tries; try again in ", "");
        }
    }

    private void tenWrong(String account, String address) {
        for (int i = 0; i < 10; i++) assertEquals("wrong", wrong(account, address));
    }

    @Test
    void after_ten_wrong_tries_the_pauses_grow_to_a_minute() {
        tenWrong("ani", ELSEWHERE);
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            assertEquals(seconds + " s.", wrong("ani", ELSEWHERE));
            pass(seconds - 0.5);
            assertEquals("1 s.", right("ani", ELSEWHERE));
            pass(0.5);
            assertEquals("wrong", wrong("ani", ELSEWHERE));
        }
    }

    @Test
    void what_is_right_gets_in_after_the_pause_and_clears_the_count() {
        tenWrong("ani", ELSEWHERE);
        pass(5);
        assertEquals("right", right("ani", ELSEWHERE));
        tenWrong("ani", ELSEWHERE);
    }

    @Test
    void where_it_was_right_before_strangers_do_not_matter() {
        assertEquals("right", right("ani", HOME));
        tenWrong("ani", ELSEWHERE);
        assertEquals("5 s.", right("ani", ELSEWHERE));
        assertEquals("right", right("ani", HOME));
        assertEquals("5 s.", right("ani", ELSEWHERE)); // a stranger still waits
        tenWrong("ani", HOME);
        assertEquals("5 s.", right("ani", HOME));
    }

    @Test
    void one_account_slows_no_other_down() {
        tenWrong("ani", ELSEWHERE);
        assertEquals("5 s.", wrong("ani", ELSEWHERE));
        assertEquals("wrong", wrong("budi", ELSEWHERE));
    }

    @Test
    void what_nobody_tries_for_a_quarter_of_an_hour_is_forgotten() {
        tenWrong("ani", ELSEWHERE);
        pass(Duration.ofMinutes(15).toSeconds() + 1);
        tenWrong("ani", ELSEWHERE);
        assertEquals("5 s.", wrong("ani", ELSEWHERE));
    }

    @Test
    void a_try_that_was_not_carried_out_does_not_count() {
        Supplier<Optional<String>> busy = () -> {
            throw new IllegalStateException("too busy");
        };
        for (int i = 0; i < 30; i++) {
            assertThrows(IllegalStateException.class, () -> throttle.check("ani", ELSEWHERE, busy));
        }
        assertEquals(0, throttle.size()); // and it occupies no memory
        tenWrong("ani", ELSEWHERE);
    }

    @Test
    void memory_is_bounded() {
        for (int i = 0; i < LoginThrottle.MAX_ENTRIES + 100; i++) {
            wrong("wrong" + i, ELSEWHERE);
            right("right" + i, ELSEWHERE);
        }
        assertTrue(throttle.size() <= 2 * LoginThrottle.MAX_ENTRIES, "" + throttle.size());
    }
}
