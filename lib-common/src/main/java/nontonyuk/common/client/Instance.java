package nontonyuk.common.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One running copy of a service: where it is, and how it has been doing. */
final class Instance {
    private static final int MOST_FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOK_LIMIT = 64 * 1024;

    private final URI address;
    private final LongSupplier clock;
    private final CircuitBreaker breaker;
    private volatile long refusedAt;
    private volatile boolean saysNo;

    Instance(URI address, LongSupplier clock) {
        this.address = address;
        this.clock = clock;
        this.breaker = new CircuitBreaker(MOST_FAILURES, REST, clock);
        this.refusedAt = clock.getAsLong() - REST.toNanos();
    }

    URI address() {
        return address;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** Whether it did not say that it is ready, when it was asked last. */
    boolean saysNo() {
        return saysNo;
    }

    /** Whether it is not ready, or nobody listened there a moment ago. */
    boolean isGone() {
        return saysNo || clock.getAsLong() - refusedAt < REST.toNanos();
    }

    /** Asks whether it is ready; the answer is good until it is asked again. */
    void look() {
        var ready =
                HttpRequest.newBuilder(URI.create(address + "/health/ready")).build();
        var answer = outcome(ready, LOOK, LOOK_LIMIT).answer;
        saysNo = answer == null || answer.statusCode() == 503;
    }

    /** What became of a request: an answer, or the exception that stands for it. */
    record Outcome(HttpRequest request, HttpResponse<byte[]> answer, Exception failure) {
        /** Nothing was sent: anything may be tried elsewhere. */
        boolean isRefused() {
            return failure instanceof ConnectException;
        }

        /**
         * Whether a read may be tried again: no answer came, or, where there is another instance to ask, one that asks
         * to try again.
         */
        boolean asksForAnother(boolean elsewhere) {
            if (answer != null) return elsewhere && answer.statusCode() == 503;
            return failure instanceof IOException && !(failure instanceof HttpCall.TooLarge);
        }

        HttpResponse<byte[]> orThrow() throws IOException, TimeoutException {
            if (failure instanceof IOException broken) throw broken;
            if (failure instanceof TimeoutException late) throw late;
            return answer;
        }

        /**
         * Whether the instance itself failed: it gave no whole answer, or a bare 5xx, as whatever stands before it
         * would. An error that the application tells as a problem, its own 500 or what became of a third party, comes
         * from an instance that is well; so does a 503 that asks for patience. To shut it out would turn one fault into
         * an outage.
         */
        private boolean isFailure() {
            if (answer == null) return true;
            return answer.statusCode() >= 500
                    && answer.headers().firstValue("Retry-After").isEmpty()
                    && !isProblem();
        }

        /** Only our own services speak so (RFC 9457). */
        private boolean isProblem() {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return type.startsWith("application/problem+json");
        }

        @Override
        public String toString() {
            if (answer != null) return Integer.toString(answer.statusCode());
            if (isRefused()) return "refused";
            return failure instanceof TimeoutException ? "timed out" : "broken";
        }
    }

    /** Makes the request for its address, sends it, and remembers how it went. */
    Outcome send(Function<URI, HttpRequest> request, Duration deadline, int most) {
        long sent = clock.getAsLong();
        Outcome outcome = null;
        try {
            outcome = outcome(request.apply(address), deadline, most);
        } finally {
            // What breaks on our side tells nothing of the instance, but may have been its trial.
            if (outcome == null) breaker.giveBackTrial();
        }
        if (outcome.isRefused()) refusedAt = clock.getAsLong();
        // A refusal costs nothing and is over as soon as somebody listens. It only counts against
        // an instance on trial.
        if (outcome.isRefused() && breaker.state() == CircuitBreaker.State.CLOSED) return outcome;
        if (outcome.isFailure()) breaker.failed(sent);
        else breaker.succeeded(sent);
        return outcome;
    }

    private static Outcome outcome(HttpRequest request, Duration deadline, int most) {
        try {
            return new Outcome(request, HttpCall.send(request, deadline, most), null);
        } catch (IOException | TimeoutException e) {
            return new Outcome(request, null, e);
        }
    }
}
