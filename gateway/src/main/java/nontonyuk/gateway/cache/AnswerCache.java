package nontonyuk.gateway.cache;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Span;
import nontonyuk.gateway.cache.Fetches.Fetch;
import nontonyuk.gateway.forward.Forwarder;

/**
 * A shared cache in front of a service (RFC 9111). One request fetches a target, and the others wait for its answer.
 * Each write that is not refused drops all answers, so no request after a write gets an answer from before it.
 *
 * <p>The service names the answers that are the same for every caller with a token, and no others are kept. The router
 * has verified the caller's token before.
 */
public final class AnswerCache {
    /** Further requests go to the service, within the limit of the {@link Forwarder}. */
    private static final int MAX_WAITING = 500;

    /** The value of {@code Gateway-Cache-Control} that allows to keep an answer; any other value forbids it. */
    private static final Pattern SHARED = Pattern.compile("public, max-age=([1-9][0-9]{0,8})");

    private final Forwarder service;
    private final Duration deadline;
    private final long maxAge;
    private final LongSupplier nanoTime;
    private final Counter reads;
    private final Fetches fetches = new Fetches();
    private final Semaphore waitingPermits = new Semaphore(MAX_WAITING);

    /** Reads {@code GATEWAY_CACHE_MS}; 0 keeps nothing. {@code deadline} is for a whole request, waiting included. */
    public static AnswerCache read(Settings settings, Forwarder service, Duration deadline, Metrics metrics) {
        var maxAge = Duration.ofMillis(settings.number("GATEWAY_CACHE_MS", 1_000, 0, 1_000));
        return new AnswerCache(service, deadline, maxAge, metrics, System::nanoTime);
    }

    AnswerCache(Forwarder service, Duration deadline, Duration maxAge, Metrics metrics, LongSupplier nanoTime) {
        this.service = service;
        this.deadline = deadline;
        this.maxAge = maxAge.toNanos();
        this.nanoTime = nanoTime;
        this.reads = metrics.counter("gateway_cache_total", "Reads, by whether the cache had the answer.", "result");
        metrics.gauge("gateway_cache_bytes", "Memory that the cached answers need.", fetches::bytes);
    }

    /** Forgets all answers, after a change in the service. */
    public void drop() {
        fetches.drop();
    }

    public Response forward(Request request) {
        if (!request.isRead()) return write(request);
        return maxAge == 0 ? service.forward(request) : read(request);
    }

    /** A refusal (4xx) has changed nothing (RFC 9111 §4.4). After any other end the service may have new data. */
    private Response write(Request request) {
        int status = 0; // unknown
        try {
            var answer = service.forward(request);
            status = answer.status();
            return answer;
        } catch (Problem problem) {
            status = problem.status();
            throw problem;
        } finally {
            if (status / 100 != 4) drop();
        }
    }

    private Response read(Request request) {
        if (wantsNew(request)) return missed(service.forward(request));
        var target = Forwarder.target(request);
        long start = nanoTime.getAsLong();
        var own = request.method().equals("GET") ? new Fetch(target, start, maxAge) : null;
        var fetch = fetches.freshOr(own, target, start);
        if (fetch == null) return missed(service.forward(request)); // a HEAD has no body for others
        if (fetch == own) return missed(fetch(request, own));
        var answer = answer(fetch);
        long end = nanoTime.getAsLong();
        if (answer == null) return missed(service.forward(request, deadline.minusNanos(end - start)));
        reads.increment("hit");
        Span.request().put("cache", "hit");
        long age = Math.round((end - fetch.start) / 1e9);
        return answer.with("Age", Long.toString(age)).with("X-Cache", "hit");
    }

    private Response missed(Response answer) {
        reads.increment("miss");
        Span.request().put("cache", "miss");
        return answer.with("X-Cache", "miss");
    }

    /** A client with one of these headers does not want a stored answer (RFC 9111 §5.2.1, §5.4). */
    private static boolean wantsNew(Request request) {
        return request.header("Cache-Control").isPresent()
                || request.header("Pragma").isPresent();
    }

    /** Asks the service, and gives the others its answer if it is for them, or the failure of the service. */
    private Response fetch(Request request, Fetch own) {
        Response shared = null;
        try {
            var fetched = service.fetch(request);
            long lifetime = lifetime(fetched);
            if (lifetime > 0) {
                shared = fetched.response();
                fetches.keep(own, shared, lifetime);
            }
            return fetched.response();
        } catch (Problem problem) {
            if (problem.status() >= 500) own.answer.completeExceptionally(problem);
            throw problem;
        } finally {
            if (shared == null) fetches.forget(own);
            own.answer.complete(shared);
        }
    }

    /** How long the answer may be kept; 0 if it is for this caller only. An answer with {@code Vary} has variants. */
    private long lifetime(Forwarder.Fetched fetched) {
        var answer = fetched.response();
        var allowed = SHARED.matcher(fetched.cacheControl());
        if (answer.status() != 200 || answer.headers().containsKey("Vary") || !allowed.matches()) return 0;
        return Math.min(
                maxAge, Duration.ofSeconds(Long.parseLong(allowed.group(1))).toNanos());
    }

    /** The answer of a fetch, after a wait if need be; {@code null} if this request must ask by itself. */
    private Response answer(Fetch fetch) {
        boolean isThere = fetch.answer.isDone();
        if (!isThere && !waitingPermits.tryAcquire()) return null;
        try {
            return fetch.answer.get(deadline.toNanos(), NANOSECONDS);
        } catch (ExecutionException e) {
            throw (Problem) e.getCause();
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            if (!isThere) waitingPermits.release();
        }
    }

    int waiting() {
        return MAX_WAITING - waitingPermits.availablePermits();
    }
}
