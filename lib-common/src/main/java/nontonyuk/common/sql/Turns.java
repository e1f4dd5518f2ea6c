package nontonyuk.common.sql;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.trace.Span;

/**
 * Bounds how many requests use a connection at once. A free turn goes to the first thread that runs: a strict order
 * costs two context switches for each request. While a request is late, all take their turns in order.
 */
final class Turns {
    private static final int LATE_MILLISECONDS = 20;

    final int count;
    private final long lateMilliseconds;
    private final Semaphore permits;
    final AtomicInteger late = new AtomicInteger();

    Turns(int count) {
        this(count, LATE_MILLISECONDS);
    }

    Turns(int count, long lateMilliseconds) {
        this.count = count;
        this.lateMilliseconds = lateMilliseconds;
        permits = new Semaphore(count, true);
    }

    /** Waits for a turn. Returns false if there is none within {@code patience} after the request became late. */
    boolean begin(Duration patience) throws InterruptedException {
        // Without a time, tryAcquire ignores the order.
        if (late.get() == 0 && permits.tryAcquire()) return true;
        var span = Span.begin(Span.Kind.WAIT, "for a connection");
        try (span) {
            return await(patience);
        }
    }

    private boolean await(Duration patience) throws InterruptedException {
        if (permits.tryAcquire(lateMilliseconds, TimeUnit.MILLISECONDS)) return true;
        late.incrementAndGet();
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            late.decrementAndGet();
        }
    }

    void end() {
        permits.release();
    }

    int taken() {
        return count - permits.availablePermits();
    }

    int waiting() {
        return permits.getQueueLength();
    }
}
