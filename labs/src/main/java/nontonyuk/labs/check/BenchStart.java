package nontonyuk.labs.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nontonyuk.labs.faults.DatabaseTap;
import nontonyuk.labs.faults.FaultProxy;
import nontonyuk.labs.running.Jars;
import nontonyuk.labs.running.Services;
import nontonyuk.sql.Ports;
import nontonyuk.sql.TestSigningKey;

/** Starts the system of a check: databases, proxies, and all processes at the same time. */
final class BenchStart {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Plan plan;
    private final Services services;
    private final LabDatabases databases;
    private final Map<String, FaultProxy> taps = new HashMap<>();
    private final Map<String, DatabaseTap> databaseTaps = new HashMap<>();

    private BenchStart(Plan plan, LabDatabases databases, Jars jars, Path folder) {
        this.plan = plan;
        this.databases = databases;
        this.services = new Services(databases.settings(), jars::of, folder);
    }

    /** Throws {@link nontonyuk.labs.running.ProcessFailure} for a process that is not ready in 90 seconds. */
    static Bench bench(Plan plan, Jars jars, Path folder, Random random) {
        var keys = CompletableFuture.supplyAsync(BenchStart::newKeys);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var databases = LabDatabases.create(folder);
        var start = new BenchStart(plan, databases, jars, folder);
        var bench = new Bench(start.services, start.taps, start.databaseTaps, random, databases::close);
        try {
            start.wire();
            if (plan.services().contains("auth")) TestSigningKey.store(keys.join(), databases.settings());
            for (var instance : start.instances()) bench.instances().start(instance);
            start.services.awaitReady(PATIENCE);
            return bench;
        } catch (RuntimeException | IOException e) {
            bench.close();
            throw e instanceof RuntimeException failure ? failure : new UncheckedIOException((IOException) e);
        }
    }

    /** auth would need a second to make them. */
    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private List<String> instances() {
        var instances = new ArrayList<>(plan.services());
        plan.second().forEach(service -> instances.add(Services.second(service)));
        return instances;
    }

    /** Puts the proxies before the instances and the databases, and their addresses into the settings. */
    private void wire() throws IOException {
        plan.second().forEach(services::withSecond);
        for (var instance : plan.tapped()) {
            var address = URI.create("http://127.0.0.1:" + services.port(instance));
            taps.put(instance, FaultProxy.start(Ports.free(), address));
        }
        for (var service : plan.services()) services.with(upper(service) + "_URL", urls(service));
        if (taps.containsKey("order")) services.with("PAYMENT_CALLBACK_URL", url("order") + "/payments/callback");
        for (var service : plan.databaseTaps()) {
            var setting = upper(service) + "_DB_URL";
            var url = services.settings().get(setting);
            var tap = DatabaseTap.start(
                    URI.create(url.substring("jdbc:".length())).getPort());
            databaseTaps.put(service, tap);
            services.with(setting, url.replaceFirst(":[0-9]+/", ":" + tap.port() + "/"));
        }
        plan.settings().forEach(services::with);
    }

    private String urls(String service) {
        return instances().stream()
                .filter(instance -> instance.equals(service) || instance.equals(Services.second(service)))
                .map(this::url)
                .collect(Collectors.joining(","));
    }

    private String url(String instance) {
        var tap = taps.get(instance);
        return tap == null ? "http://127.0.0.1:" + services.port(instance) : tap.url();
    }

    private static String upper(String service) {
        return service.toUpperCase(Locale.ROOT);
    }
}
