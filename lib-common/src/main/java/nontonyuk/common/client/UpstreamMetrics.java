package nontonyuk.common.client;

import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Histogram;
import nontonyuk.common.metrics.Metrics;

/** The metrics of an {@link Upstream}: the outcomes of its calls, and their durations. */
final class UpstreamMetrics {
    private static final String BREAKER_STATE = "upstream_breaker_state";

    private final String service;
    private final Counter outcomes;
    private final Counter retries;
    private final Histogram durations;

    UpstreamMetrics(String service, Metrics metrics) {
        this.service = service;
        outcomes = metrics.counter(
                "upstream_requests_total", "Requests to another service, by outcome.", "service", "outcome");
        retries = metrics.counter("upstream_retries_total", "Reads that were sent a second time.", "service");
        durations = metrics.histogram(
                "upstream_request_duration_seconds", "From sending a request to the end of its answer.", "service");
    }

    /** Shows the state of an instance's circuit breaker as a number. */
    static void watch(String service, Instance instance, Metrics metrics) {
        metrics.gauge(
                BREAKER_STATE,
                "0 closed, 1 half open, 2 open.",
                () -> switch (instance.breaker.state()) {
                    case CLOSED -> 0;
                    case HALF_OPEN -> 1;
                    case OPEN -> 2;
                },
                "service",
                service,
                "instance",
                instance.address.getAuthority());
    }

    static void forget(String service, Instance instance, Metrics metrics) {
        metrics.removeGauge(BREAKER_STATE, "service", service, "instance", instance.address.getAuthority());
    }

    void count(String outcome, long nanoseconds) {
        outcomes.increment(service, outcome);
        durations.observe(nanoseconds, service);
    }

    /** A request that was not sent, because every circuit breaker is open. */
    void countUnsent() {
        outcomes.increment(service, "rests");
    }

    void countRetry() {
        retries.increment(service);
    }
}
