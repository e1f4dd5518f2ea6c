package nontonyuk.labs.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nontonyuk.common.Background;
import nontonyuk.labs.running.Services;

/** The processes of a check, and which of them should run. */
final class Instances {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(6);

    private final Services services;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    Instances(Services services) {
        this.services = services;
    }

    void start(String instance) {
        services.start(instance);
        running.add(instance);
        stopped.remove(instance);
    }

    void restart(String instance) {
        if (!stopped.contains(instance)) kill(instance);
        start(instance);
        services.process(instance).awaitReady(services.port(instance), PATIENCE);
    }

    /** Starts all instances of these services again, at the same time. */
    void restartAll(List<String> names) {
        var all = running.stream()
                .filter(instance -> names.contains(Services.serviceOf(instance)))
                .toList();
        all.forEach(this::kill);
        all.forEach(this::start);
        services.awaitReady(PATIENCE);
    }

    void kill(String instance) {
        stopped.add(instance);
        services.process(instance).kill();
    }

    /** Starts those that do not run. */
    void repair() {
        stopped.addAll(ended());
        List.copyOf(stopped).forEach(this::restart);
    }

    /** Those that ended though the check did not stop them. */
    List<String> ended() {
        return running.stream()
                .filter(instance -> !stopped.contains(instance))
                .filter(instance -> !services.process(instance).isAlive())
                .toList();
    }

    /** Waits for a service that called {@code System.exit} in a request: until its end it answers nothing. */
    List<String> awaitEnded() {
        long end = System.nanoTime() + SHUTDOWN.toNanos();
        while (ended().isEmpty() && !silent(AT_ONCE).isEmpty() && System.nanoTime() < end)
            Background.sleep(Duration.ofMillis(50));
        return ended();
    }

    /** The services that do not say in ten seconds that they live. */
    List<String> hanging() {
        return silent(LIFE);
    }

    private List<String> silent(Duration patience) {
        return running.stream()
                .filter(instance -> !stopped.contains(instance))
                .filter(instance -> services.instances().contains(instance))
                .filter(instance -> !isAlive(instance, patience))
                .toList();
    }

    private boolean isAlive(String instance, Duration patience) {
        var client = Client.to(services.port(instance), new Calls()).within(patience);
        return client.get("/health/live").status() == 200;
    }
}
