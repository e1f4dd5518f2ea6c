package nontonyuk.common.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Allows one retry for every ten recent requests. Without this bound, retries double the load of a service that is
 * already overloaded.
 */
public final class RetryBudget {
    private static final int REQUESTS_PER_RETRY = 10;

    /** The budget counts at most this many requests, so a burst has at most a tenth as many retries. */
    private static final int MAX_REQUESTS = 1000;

    /** The first value allows ten retries. */
    private final AtomicInteger requests = new AtomicInteger(10 * REQUESTS_PER_RETRY);

    public void count() {
        add(1);
    }

    private void add(int more) {
        requests.updateAndGet(before -> Math.min(before + more, MAX_REQUESTS));
    }

    /** Takes one retry from the budget, or returns false when there is none. */
    public boolean spend() {
        int before = requests.getAndUpdate(now -> now >= REQUESTS_PER_RETRY ? now - REQUESTS_PER_RETRY : now);
        return before >= REQUESTS_PER_RETRY;
    }

    /** Returns a retry that was not sent. */
    public void giveBack() {
        add(REQUESTS_PER_RETRY);
    }
}
