package nontonyuk.common.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one retry go for every ten requests of late. Without such a bound retries double the load of a service just when
 * it can't bear the load that it has.
 */
final class RetryBudget {
    private static final int REQUESTS_PER_RETRY = 10;

    /** How far back it remembers; and so, a tenth of it is the most retries in one burst. */
    private static final int MOST_REQUESTS = 1000;

    /** It starts with what lets ten retries go. */
    private final AtomicInteger requests = new AtomicInteger(10 * REQUESTS_PER_RETRY);

    void count() {
        add(1);
    }

    private void add(int more) {
        requests.updateAndGet(before -> Math.min(before + more, MOST_REQUESTS));
    }

    /** Whether a retry may go, which is then taken off. */
    boolean spend() {
        int before = requests.getAndUpdate(now -> now >= REQUESTS_PER_RETRY ? now - REQUESTS_PER_RETRY : now);
        return before >= REQUESTS_PER_RETRY;
    }

    /** For a retry that did not go after all. */
    void giveBack() {
        add(REQUESTS_PER_RETRY);
    }
}
