package nontonyuk.common.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import nontonyuk.common.resilience.CircuitBreaker;
import nontonyuk.common.trace.Span;

/** One running copy of a service: its address, its circuit breaker, and whether it says that it is ready. */
final class Instance {
    private static final int MAX_FAILURES = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(1);
    private static final Duration PROBE_DEADLINE = Duration.ofMillis(500);
    private static final int PROBE_MAX_BYTES = 64 * 1024;

    private final String service;
    final URI address;
    final CircuitBreaker breaker;
    private final LongSupplier clock;
    private volatile long refusedAt;
    private volatile boolean notReady;

    Instance(String service, URI address, LongSupplier clock) {
        this.service = service;
        this.address = address;
        this.clock = clock;
        this.breaker = new CircuitBreaker(MAX_FAILURES, OPEN_FOR, clock);
        this.refusedAt = clock.getAsLong() - OPEN_FOR.toNanos();
    }

    /** Makes the request for this address, sends it, and reports the outcome to the breaker. */
    Outcome send(Function<URI, HttpRequest> request, Duration deadline, int maxBytes) {
        long sentAt = clock.getAsLong();
        Outcome outcome = null;
        try (var span = Span.begin(Span.Kind.CALL, service)) {
            span.put("to", address.getAuthority())
                    .put("breaker", breaker.state().name());
            var sent = request.apply(address); // inside the span, since it sends the span's id
            outcome = HttpCall.send(span, sent, deadline, maxBytes);
        } finally {
            // Our own failure says nothing about the instance; return its half-open permit.
            if (outcome == null) breaker.returnPermit();
        }
        if (outcome.isRefused()) refusedAt = clock.getAsLong();
        // A refused connection costs nothing and ends with the restart, so it opens no closed breaker.
        if (outcome.isRefused() && breaker.state() == CircuitBreaker.State.CLOSED) return outcome;
        if (isFailure(outcome)) breaker.failed(sentAt);
        else breaker.succeeded(sentAt);
        return outcome;
    }

    /**
     * Whether the instance itself failed: no whole answer, or a bare 5xx as a proxy in front of it would send. A
     * problem, or a 503 with Retry-After, is an answer of a healthy application. Such an answer must not open the
     * breaker, or one fault becomes an outage.
     */
    private static boolean isFailure(Outcome outcome) {
        if (outcome.kind() != Outcome.Kind.ANSWERED) return true;
        var answer = outcome.answer();
        return answer.statusCode() >= 500
                && answer.headers().firstValue("Retry-After").isEmpty()
                && !answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    /** Asks whether it is ready. The result holds until the next probe. */
    void probe() {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/health/ready")).build();
        var answer = HttpCall.send(request, PROBE_DEADLINE, PROBE_MAX_BYTES).answer();
        notReady = answer == null || answer.statusCode() == 503;
    }

    /** Whether the last probe found it not ready. */
    boolean isNotReady() {
        return notReady;
    }

    /** Whether it is not ready, or refused a connection within the last second. */
    boolean isUnavailable() {
        return notReady || clock.getAsLong() - refusedAt < OPEN_FOR.toNanos();
    }
}
