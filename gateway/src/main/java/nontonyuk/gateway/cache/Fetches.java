package nontonyuk.gateway.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.Response;

/** Holds the requests to the service that others may share, with their answers. Its memory has a limit. */
final class Fetches {
    static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_ANSWER_BYTES = MAX_BYTES / 4;
    private static final int HEADER_BYTES = 1024; // about what an answer needs besides its body and its target

    /** A request to the service. Times are in nanoseconds; the lifetime counts from the start. */
    static final class Fetch {
        final String target;
        final long start;

        /** The answer for others; {@code null} if they must ask by themselves. */
        final CompletableFuture<Response> answer = new CompletableFuture<>();

        private long lifetime;
        private int bytes; // 0 until the answer is kept

        Fetch(String target, long start, long lifetime) {
            this.target = target;
            this.start = start;
            this.lifetime = lifetime;
        }
    }

    /** By target, in the order of their start. */
    private final Map<String, Fetch> fetches = new LinkedHashMap<>();

    private int bytes;

    /** The fresh fetch of the target. If there is none, {@code own} takes its place. */
    synchronized Fetch freshOr(Fetch own, String target, long now) {
        var fetch = fetches.get(target);
        if (fetch != null && now - fetch.start < fetch.lifetime) return fetch;
        if (fetch != null) forget(fetch);
        if (own != null) fetches.put(target, own);
        return own;
    }

    /** Keeps an answer for its lifetime, unless its fetch was dropped meanwhile. It removes the oldest answers. */
    synchronized void keep(Fetch fetch, Response answer, long lifetime) {
        int size = HEADER_BYTES + 2 * fetch.target.length() + answer.body().length;
        if (size > MAX_ANSWER_BYTES) forget(fetch);
        if (fetches.get(fetch.target) != fetch) return;
        fetch.lifetime = lifetime;
        fetch.bytes = size;
        bytes += size;
        for (var oldest = fetches.values().iterator(); bytes > MAX_BYTES; ) {
            int freed = oldest.next().bytes;
            bytes -= freed;
            if (freed > 0) oldest.remove(); // a request on its way frees nothing
        }
    }

    synchronized void forget(Fetch fetch) {
        if (fetches.remove(fetch.target, fetch)) bytes -= fetch.bytes;
    }

    /** Forgets all answers, also those that are still on their way. */
    synchronized void drop() {
        fetches.clear();
        bytes = 0;
    }

    synchronized int bytes() {
        return bytes;
    }
}
