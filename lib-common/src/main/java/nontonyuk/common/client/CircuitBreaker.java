package nontonyuk.common.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from something that fails again and again, so that nobody waits for what won't come and it can
 * recover.
 *
 * <p>Closed: all goes through, and so many failures in a row open it. Open: nothing goes, until the rest is over. Half
 * open: one request, the trial, decides whether it closes or opens again.
 */
final class CircuitBreaker {
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
    private long changed;

    /** {@code clock} gives nanoseconds, as {@link System#nanoTime()} does. */
    CircuitBreaker(int mostFailures, Duration rest, LongSupplier clock) {
        this.mostFailures = mostFailures;
        this.restNanos = rest.toNanos();
        this.clock = clock;
        this.changed = clock.getAsLong();
    }

    synchronized State state() {
        return state;
    }

    /** Whether the caller may send the trial, which it then must, and report how it went. */
    synchronized boolean startTrial() {
        if (state != State.OPEN || clock.getAsLong() - changed < restNanos) return false;
        become(State.HALF_OPEN);
        return true;
    }

    /** Instead of a report, where the trial never came to be: the next request may be it. */
    synchronized void giveBackTrial() {
        if (state != State.HALF_OPEN) return;
        become(State.OPEN);
        changed -= restNanos; // the rest is over already
    }

    /** {@code sent} is when the request was, by the clock. */
    synchronized void succeeded(long sent) {
        if (isOld(sent)) return;
        if (state == State.HALF_OPEN) become(State.CLOSED);
        failures = 0;
    }

    /** {@code sent} is when the request was, by the clock. */
    synchronized void failed(long sent) {
        if (isOld(sent)) return;
        failures++;
        if (state == State.HALF_OPEN || failures >= mostFailures) become(State.OPEN);
    }

    /** What was sent before the last change tells nothing about now. */
    private boolean isOld(long sent) {
        return state == State.OPEN || sent - changed < 0;
    }

    private void become(State next) {
        state = next;
        changed = clock.getAsLong();
    }
}
