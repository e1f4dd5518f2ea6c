package nontonyuk.common.metrics;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics that every service has: about its requests and about its process. */
public final class RequestMetrics {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final long RECENT_NANOSECONDS = 1_000_000_000;

    private final String service;
    private final Counter requests;
    private final Histogram durations;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastUse = System.nanoTime() - RECENT_NANOSECONDS;

    public RequestMetrics(String service, Metrics metrics) {
        this.service = service;
        requests = metrics.counter(
                "http_requests_total",
                "Finished requests, by the pattern of their route.",
                "service",
                "method",
                "route",
                "status");
        durations = metrics.histogram(
                "http_request_duration_seconds",
                "Time from the headers of a request to the end of its answer.",
                "service",
                "route");
        metrics.gauge("http_requests_in_flight", "Requests without an answer yet.", inFlight::get, "service", service);
        addProcessGauges(metrics);
    }

    private static void addProcessGauges(Metrics metrics) {
        // The beans are loaded when the page is read, since their classes would slow down each start.
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
                "Start of the process, in seconds since 1970.",
                RequestMetrics::startTime);
    }

    private static double startTime() {
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

    /** Whether a request is in flight or a client used the service in the last second; polling does not count. */
    public boolean recentlyUsed() {
        return inFlight() > 0 || System.nanoTime() - lastUse < RECENT_NANOSECONDS;
    }

    /** Notes a request that is more than polling. */
    public void markUsed() {
        lastUse = System.nanoTime();
    }

    /**
     * Counts a finished request. {@code route} is the pattern of a route; an unknown method counts as {@code OTHER}.
     */
    public void count(String method, String route, String status, long nanoseconds) {
        requests.increment(service, METHODS.contains(method) ? method : "OTHER", route, status);
        durations.observe(nanoseconds, service, route);
    }
}
