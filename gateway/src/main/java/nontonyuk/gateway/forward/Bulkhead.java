package nontonyuk.gateway.forward;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;

/**
 * Bounds how many requests are at one service at a time. What comes beyond is turned away at once: a queue would only
 * make everybody wait for answers that come too late, and one slow service would take all the memory and threads from
 * the others.
 */
final class Bulkhead {
    private final String service;
    private final int most;
    private final Semaphore places;

    private final Counter turnedAway;

    Bulkhead(String service, int most, Metrics metrics) {
        this.service = service;
        this.most = most;
        this.places = new Semaphore(most);
        turnedAway = metrics.counter(
                "gateway_shed_total", "Requests turned away because a service had too many in work.", "service");
        metrics.gauge(
                "gateway_in_flight",
                "Requests that are at a service now.",
                () -> most - places.availablePermits(),
                "service",
                service);
    }

    /** Does the work, or throws the 503 {@code <service>-overloaded}. */
    <T> T run(Supplier<T> work) {
        if (!places.tryAcquire()) {
            turnedAway.increment(service);
            throw Problem.unavailable(
                    service + "-overloaded",
                    "The service " + service + " has " + most + " requests in work already.",
                    1);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
