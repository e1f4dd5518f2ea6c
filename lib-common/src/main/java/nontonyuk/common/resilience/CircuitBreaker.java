package nontonyuk.common.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from an instance that fails again and again. Callers do not wait in vain, and the instance can
 * recover.
 *
 * <p>CLOSED: every request passes; too many failures in a row open it. OPEN: no request passes until the time is over.
 * HALF_OPEN: one trial request decides whether it closes or opens again.
 */
public final class CircuitBreaker {
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int maxFailures;
    private final long openForNanos;
    private final LongSupplier clock;
    private State state = State.CLOSED;
    private int failures;
    private long changedAt;

    /** {@code clock} gives nanoseconds, as {@link System#nanoTime()} does. */
    public CircuitBreaker(int maxFailures, Duration openFor, LongSupplier clock) {
        this.maxFailures = maxFailures;
        this.openForNanos = openFor.toNanos();
        this.clock = clock;
        this.changedAt = clock.getAsLong();
    }

    public synchronized State state() {
        return state;
    }

    /** Gives the permit for the trial request to one caller, who must report its result. */
    public synchronized boolean tryHalfOpen() {
        if (state != State.OPEN || clock.getAsLong() - changedAt < openForNanos) return false;
        change(State.HALF_OPEN);
        return true;
    }

    /** Instead of a report, when the trial request was not sent: the next caller may get the permit. */
    public synchronized void returnPermit() {
        if (state != State.HALF_OPEN) return;
        change(State.OPEN);
        changedAt -= openForNanos;
    }

    /** {@code sentAt} is the clock's time when the request was sent. */
    public synchronized void succeeded(long sentAt) {
        if (isOutdated(sentAt)) return;
        if (state == State.HALF_OPEN) change(State.CLOSED);
        failures = 0;
    }

    public synchronized void failed(long sentAt) {
        if (isOutdated(sentAt)) return;
        failures++;
        if (state == State.HALF_OPEN || failures >= maxFailures) change(State.OPEN);
    }

    /** A request that was sent before the last change says nothing about the present. */
    private boolean isOutdated(long sentAt) {
        return state == State.OPEN || sentAt - changedAt < 0;
    }

    private void change(State next) {
        state = next;
        changedAt = clock.getAsLong();
    }
}
