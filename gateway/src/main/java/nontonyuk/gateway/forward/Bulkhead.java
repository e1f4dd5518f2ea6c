package nontonyuk.gateway.forward;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;

/**
 * Limits how many requests are in flight at one service. It refuses more at once, because a queue only makes all
 * clients wait. So a slow service cannot use up the memory and the threads that the other services need.
 */
final class Bulkhead {
    private final String service;
    private final int maxInFlight;
    private final Semaphore permits;
    private final Counter shed;

    Bulkhead(String service, int maxInFlight, Metrics metrics) {
        this.service = service;
        this.maxInFlight = maxInFlight;
        this.permits = new Semaphore(maxInFlight);
        this.shed = metrics.counter(
                "gateway_shed_total", "Requests refused because a service had too many in flight.", "service");
        metrics.gauge(
                "gateway_in_flight",
                "Requests that are in flight at a service now.",
                () -> maxInFlight - permits.availablePermits(),
                "service",
                service);
    }

    /** Does the work, or throws the 503 {@code <service>-overloaded}. */
    <T> T run(Supplier<T> work) {
        if (!permits.tryAcquire()) {
            shed.increment(service);
            var detail = "The service " + service + " already has " + maxInFlight + " requests in flight.";
            throw Problem.unavailable(service + "-overloaded", detail, 1);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
