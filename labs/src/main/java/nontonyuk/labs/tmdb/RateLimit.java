package nontonyuk.labs.tmdb;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The number of requests that a client may send in one second. The count starts again every second. */
final class RateLimit {
    private final int perSecond;
    private final Map<String, Integer> counts = new HashMap<>();
    private long second;

    /** 0 means no limit. */
    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean allows(String address) {
        if (perSecond == 0) return true;
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            counts.clear();
        }
        return counts.merge(address, 1, Integer::sum) <= perSecond;
    }
}
