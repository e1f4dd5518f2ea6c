package nontonyuk.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import nontonyuk.common.http.Request;

/**
 * A token bucket for each client. Each request takes one token, and a full bucket has the tokens of a minute. Tokens
 * return at an even rate, so a class may start together, but no client stays above the limit.
 */
final class TokenBucket {
    private static final int MAX_CLIENTS = 10_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private record Bucket(double tokens, long updatedAt) {}

    /** The decision on one request. {@code seconds} is when all tokens are back, or when a refused request passes. */
    record Verdict(String name, int perMinute, boolean passes, int remaining, int seconds) {
        /** The header {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers. */
        String policy() {
            return "\"%s\";q=%d;w=60".formatted(name, perMinute);
        }

        /** The header {@code RateLimit} of the same draft. */
        String state() {
            return "\"%s\";r=%d;t=%d".formatted(name, remaining, seconds);
        }
    }

    private final String name;
    private final int perMinute;
    private final Function<Request, String> client;
    private final LongSupplier nanoTime;

    /** In the order of their last requests. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** {@code name} is the limit's name in the headers, and {@code client} gives the client of a request. */
    TokenBucket(String name, int perMinute, Function<Request, String> client, LongSupplier nanoTime) {
        this.name = name;
        this.perMinute = perMinute;
        this.client = client;
        this.nanoTime = nanoTime;
    }

    boolean isLimited() {
        return perMinute > 0;
    }

    Verdict take(Request request) {
        return take(client.apply(request));
    }

    synchronized Verdict take(String key) {
        long now = nanoTime.getAsLong();
        double perNano = perMinute / NANOS_PER_MINUTE;
        var before = buckets.getOrDefault(key, new Bucket(perMinute, now));
        double tokens = Math.min(perMinute, before.tokens + (now - before.updatedAt) * perNano);
        boolean passes = tokens >= 1;
        if (passes) tokens--;
        buckets.put(key, new Bucket(tokens, now));
        // The forgotten client gets a full bucket again. An attacker needs ten thousand addresses for that.
        if (buckets.size() > MAX_CLIENTS)
            buckets.remove(buckets.keySet().iterator().next());
        double missing = passes ? perMinute - tokens : 1 - tokens;
        int seconds = (int) Math.ceil(missing / perNano / 1e9);
        return new Verdict(name, perMinute, passes, (int) tokens, seconds);
    }

    synchronized int clients() {
        return buckets.size();
    }
}
