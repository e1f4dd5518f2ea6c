package nontonyuk.common.metrics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The numbers that every service has: of its requests, and of its process. */
public final class RequestMetrics {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private static final long LIVELY_NANOSECONDS = 1_000_000_000;

    private final String service;
    private final Counter requests;
    private final Histogram durations;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastCame = System.nanoTime() - LIVELY_NANOSECONDS;

    public RequestMetrics(String service, Metrics metrics) {
        this.service = service;
        requests = metrics.counter(
                "http_requests_total",
                "Requests that came to an end, by the route's pattern.",
                "service",
                "method",
                "route",
                "status");
        durations = metrics.histogram(
                "http_request_duration_seconds",
                "From a request's headers to the end of its answer.",
                "service",
                "route");
        metrics.gauge(
                "http_requests_in_flight",
                "Requests that have come and are not answered yet.",
                inFlight::get,
                "service",
                service);
        aboutTheProcess(metrics);
    }

    private static void aboutTheProcess(Metrics metrics) {
        // Asked for when somebody reads, since the classes behind it would slow down each start.
        metrics.gauge(
                "jvm_memory_used_bytes",
                "Memory that the JVM uses.",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                "area",
                "heap");
        metrics.gauge(
                "jvm_memory_used_bytes",
                "Memory that the JVM uses.",
                () -> ManagementFactory.getMemoryMXBean()
                        .getNonHeapMemoryUsage()
                        .getUsed(),
                "area",
                "nonheap");
        metrics.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                RequestMetrics::started);
    }

    private static double started() {
        var start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        return start.toEpochMilli() / 1e3;
    }

    public void begin() {
        inFlight.incrementAndGet();
    }

    public void end() {
        inFlight.decrementAndGet();
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** Whether anybody was there within the last second. */
    public boolean isLively() {
        return inFlight() > 0 || System.nanoTime() - lastCame < LIVELY_NANOSECONDS;
    }

    /** Somebody was there who did not only ask how we are. */
    public void noteVisitor() {
        lastCame = System.nanoTime();
    }

    /** {@code route} is a pattern of ours; a method that nobody knows is {@code OTHER}. */
    public void count(String method, String route, String status, long nanoseconds) {
        requests.increment(service, METHODS.contains(method) ? method : "OTHER", route, status);
        durations.observe(nanoseconds, service, route);
    }
}
