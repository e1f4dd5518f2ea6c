package nontonyuk.common.client;

import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Histogram;
import nontonyuk.common.metrics.Metrics;

/** The numbers of an {@link Upstream}: what came of its calls, and how long they took. */
final class UpstreamMetrics {
    private final String service;
    private final Counter outcomes;
    private final Counter retries;
    private final Histogram durations;

    UpstreamMetrics(String service, Metrics metrics) {
        this.service = service;
        outcomes = metrics.counter(
                "upstream_requests_total", "Requests to another service, by what came of them.", "service", "outcome");
        retries = metrics.counter("upstream_retries_total", "Reads that were sent once more.", "service");
        durations = metrics.histogram(
                "upstream_request_duration_seconds", "From sending a request to the end of its answer.", "service");
    }

    /** The state of an instance's breaker, as a number that can be drawn. */
    static void watch(String service, Instance instance, Metrics metrics) {
        metrics.gauge(
                "upstream_breaker_state",
                "0 closed, 1 half open, 2 open.",
                () -> switch (instance.breaker().state()) {
                    case CLOSED -> 0;
                    case HALF_OPEN -> 1;
                    case OPEN -> 2;
                },
                "service",
                service,
                "instance",
                instance.address().getAuthority());
    }

    /** {@code outcome} is a status, or one of a few words. */
    void count(String outcome, long nanoseconds) {
        outcomes.increment(service, outcome);
        durations.observe(nanoseconds, service);
    }

    /** One that was not sent, since every instance rests. */
    void countUnsent() {
        outcomes.increment(service, "rests");
    }

    void countRetry() {
        retries.increment(service);
    }
}
