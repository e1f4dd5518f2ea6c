package nontonyuk.labs.premiere;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets buyers in at a fixed rate, in the order in which they came. A buyer who waits asks every few seconds for its
 * turn. So everybody learns of the end within one such period.
 */
public final class WaitingRoom implements Door {
    private static final int POLL_MILLISECONDS = 5_000;
    private static final int TICK_MILLISECONDS = 20;

    private record Waiting(long since, Runnable enter, Runnable leave) {}

    private final ScheduledExecutorService clock;
    private final double perSecond;
    private final long opened = System.nanoTime();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final AtomicLong polls = new AtomicLong();
    private double admitted;
    private boolean isClosed;

    public WaitingRoom(ScheduledExecutorService clock, double perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        clock.scheduleAtFixedRate(this::admit, 0, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void arrive(Runnable enter, Runnable leave) {
        if (isClosed) leave.run();
        else queue.add(new Waiting(System.nanoTime(), enter, leave));
    }

    /** A place that nobody has used is lost: it would let a crowd in later. */
    private synchronized void admit() {
        double due = perSecond * (System.nanoTime() - opened) / 1e9;
        while (admitted + 1 <= due && !queue.isEmpty()) {
            admitted++;
            var first = queue.remove();
            count(first);
            first.enter.run();
        }
        if (queue.isEmpty()) admitted = Math.max(admitted, due - 1);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        for (Waiting one; (one = queue.poll()) != null; ) {
            count(one);
            long next = ThreadLocalRandom.current().nextLong(POLL_MILLISECONDS);
            clock.schedule(one.leave, next, TimeUnit.MILLISECONDS);
        }
    }

    private void count(Waiting one) {
        polls.addAndGet(1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - one.since) / POLL_MILLISECONDS);
    }

    /** How often all buyers together have asked for their turn. */
    public long polls() {
        return polls.get();
    }
}
