package nontonyuk.common;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from something that fails again and again, so that nobody waits for what
 * won't come and it can recover.
 *
 * <p>Closed: all goes through, and so many failures in a row open it. Open: nothing goes, until the
 * rest is over. Half open: one request, the trial, decides whether it closes or opens again.
 */
final class Breaker {
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int mostFailures;
    private final long restNanos;
    private final LongSupplier clock;
    private State state = State.CLOSED;
    private int failures;
    private long opened;

    /** {@code clock} gives nanoseconds, as {@link System#nanoTime()} does. */
    Breaker(int mostFailures, Duration rest, LongSupplier clock) {
        this.mostFailures = mostFailures;
        this.restNanos = rest.toNanos();
        this.clock = clock;
    }

    synchronized State state() {
        return state;
    }

    /** Whether the caller may send the trial, which it then must, and report how it went. */
    synchronized boolean startTrial() {
        if (state != State.OPEN || clock.getAsLong() - opened < restNanos) return false;
        state = State.HALF_OPEN;
        return true;
    }

    /** Instead of a report, where the trial never came to be: the next request may be it. */
    synchronized void giveBackTrial() {
        if (state == State.HALF_OPEN) state = State.OPEN;
    }

    synchronized void succeeded() {
        if (state == State.OPEN) return; // sent before it opened: that tells nothing about now
        state = State.CLOSED;
        failures = 0;
    }

    synchronized void failed() {
        if (state == State.OPEN) return;
        failures++;
        if (state == State.HALF_OPEN || failures >= mostFailures) {
            state = State.OPEN;
            opened = clock.getAsLong();
        }
    }
}
