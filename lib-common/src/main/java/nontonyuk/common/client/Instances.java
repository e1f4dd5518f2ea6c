package nontonyuk.common.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.resilience.CircuitBreaker;

/** The instances of a service. They may change at any time, because host names are looked up again. */
final class Instances {
    private static final System.Logger LOG = System.getLogger("call");

    private final String service;
    private final LongSupplier clock;
    private final AtomicInteger nextIndex = new AtomicInteger();
    private volatile List<Instance> all = List.of();
    private Metrics page = new Metrics();

    Instances(String service, List<URI> addresses, LongSupplier clock) {
        this.service = service;
        this.clock = clock;
        change(addresses);
    }

    /** Takes these addresses from now on. An instance that stays keeps its circuit breaker. */
    synchronized void follow(List<URI> addresses) {
        if (addresses.equals(addresses())) return;
        change(addresses);
        LOG.log(System.Logger.Level.INFO, "{0} is at {1}", service, this);
    }

    private void change(List<URI> addresses) {
        var before = all;
        all = addresses.stream().map(address -> instance(before, address)).toList();
        for (var instance : before) if (!all.contains(instance)) UpstreamMetrics.forget(service, instance, page);
        for (var instance : all) UpstreamMetrics.watch(service, instance, page);
    }

    private Instance instance(List<Instance> before, URI address) {
        return before.stream()
                .filter(instance -> instance.address.equals(address))
                .findFirst()
                .orElseGet(() -> new Instance(service, address, clock));
    }

    /** Shows the circuit breaker of each instance on the page. */
    synchronized void measure(Metrics page) {
        this.page = page;
        for (var instance : all) UpstreamMetrics.watch(service, instance, page);
    }

    int size() {
        return all.size();
    }

    List<URI> addresses() {
        return all.stream().map(instance -> instance.address).toList();
    }

    @Override
    public String toString() {
        return all.stream().map(instance -> instance.address.toString()).collect(Collectors.joining(", "));
    }

    /** The next instance in turn that was not tried yet, or {@code null}. */
    Instance next(Set<Instance> tried, Function<URI, HttpRequest> request) {
        var closed = new ArrayList<Instance>();
        var open = new ArrayList<Instance>();
        for (var instance : all) {
            if (tried.contains(instance)) continue;
            (instance.breaker.state() == CircuitBreaker.State.CLOSED ? closed : open).add(instance);
        }
        for (var instance : open) {
            boolean isGoodTrial = !instance.isNotReady() && Upstream.isRead(request.apply(instance.address));
            boolean mayTry = closed.isEmpty() || isGoodTrial;
            if (mayTry && instance.breaker.tryHalfOpen()) return instance;
        }
        if (closed.isEmpty()) return null;
        // An instance that is down or not ready gets a request only when no other is left.
        var healthy =
                closed.stream().filter(instance -> !instance.isUnavailable()).toList();
        var choice = healthy.isEmpty() ? closed : healthy;
        // A retry does not advance the index, or all requests could start at the same busy instances.
        int index = tried.isEmpty() ? nextIndex.getAndIncrement() : nextIndex.get();
        return choice.get(Math.floorMod(index, choice.size()));
    }

    /** With a single instance there is no choice, so it is not asked. */
    void probe() {
        var now = all;
        if (now.size() > 1) now.forEach(Instance::probe);
    }
}
