package nontonyuk.common.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

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
        var labels = new String[] {"service", "method", "route", "status"};
        requests = metrics.counter("http_requests_total", "Finished requests, by the pattern of their route.", labels);
        durations = metrics.histogram(
                "http_request_duration_seconds",
                "Time from the headers of a request to the end of its answer.",
                "service",
                "route");
        metrics.gauge("http_requests_in_flight", "Requests without an answer yet.", inFlight::get, "service", service);
        addMemory(metrics, "heap", MemoryMXBean::getHeapMemoryUsage);
        addMemory(metrics, "nonheap", MemoryMXBean::getNonHeapMemoryUsage);
        DoubleSupplier start = () -> startTime().toEpochMilli() / 1e3;
        metrics.gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.", start);
    }

    private static Instant startTime() {
        return ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    }

    private static void addMemory(Metrics metrics, String area, Function<MemoryMXBean, MemoryUsage> usage) {
        // The bean is loaded when the page is read, since its classes would slow down each start.
        DoubleSupplier used =
                () -> usage.apply(ManagementFactory.getMemoryMXBean()).getUsed();
        metrics.gauge("jvm_memory_used_bytes", "Memory that the JVM uses.", used, "area", area);
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
