package nontonyuk.labs.tmdb;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many requests a client may send in a second; each second is counted on its own. */
final class RateLimit {
    private final int perSecond;
    private final Map<InetAddress, Integer> counts = new HashMap<>();
    private long second;

    /** 0 for no limit. */
    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean allows(InetAddress client) {
        if (perSecond == 0) return true;
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            counts.clear();
        }
        return counts.merge(client, 1, Integer::sum) <= perSecond;
    }
}
