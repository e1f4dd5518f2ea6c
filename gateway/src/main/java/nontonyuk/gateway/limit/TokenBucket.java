package nontonyuk.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import nontonyuk.common.http.Request;

/**
 * A token bucket for each client. A full bucket holds what may be sent in a minute, a request takes one token out, and
 * tokens come back evenly; so a class that starts all at once is let in, and nobody goes on faster than the limit.
 */
final class TokenBucket {
    private static final int MOST_CLIENTS = 10_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final String name;
    private final int perMinute;
    private final Function<Request, String> client;
    private final LongSupplier clock;

    /** In the order of their last requests. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double tokens, long at) {}

    /**
     * {@code name} tells it from others in the answer's headers, {@code client} says whose tokens a request takes, and
     * {@code clock} gives nanoseconds, as {@link System#nanoTime()} does.
     */
    TokenBucket(String name, int perMinute, Function<Request, String> client, LongSupplier clock) {
        this.name = name;
        this.perMinute = perMinute;
        this.client = client;
        this.clock = clock;
    }

    boolean limits() {
        return perMinute > 0;
    }

    /**
     * Whether the request passes, how many more would, and in how many seconds it would (or, where it does, in how many
     * all tokens are back).
     */
    record Verdict(String name, int perMinute, boolean passes, int remaining, int seconds) {
        /** For the header TokenBucket-Policy of draft-ietf-httpapi-ratelimit-headers. */
        String policy() {
            return "\"%s\";q=%d;w=60".formatted(name, perMinute);
        }

        /** For the header TokenBucket. */
        String state() {
            return "\"%s\";r=%d;t=%d".formatted(name, remaining, seconds);
        }
    }

    Verdict take(Request request) {
        return take(client.apply(request));
    }

    synchronized int clients() {
        return buckets.size();
    }

    synchronized Verdict take(String key) {
        long now = clock.getAsLong();
        double perNano = perMinute / NANOS_PER_MINUTE;
        var before = buckets.getOrDefault(key, new Bucket(perMinute, now));
        double tokens = Math.min(perMinute, before.tokens + (now - before.at) * perNano);
        boolean passes = tokens >= 1;
        if (passes) tokens--;
        buckets.put(key, new Bucket(tokens, now));
        // Whoever was quiet for longest is forgotten first, and would come back to a full bucket:
        // to win that takes ten thousand other addresses.
        if (buckets.size() > MOST_CLIENTS)
            buckets.remove(buckets.keySet().iterator().next());
        double missing = passes ? perMinute - tokens : 1 - tokens;
        int seconds = (int) Math.ceil(missing / perNano / 1e9);
        return new Verdict(name, perMinute, passes, (int) tokens, seconds);
    }
}
