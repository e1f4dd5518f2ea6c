package nontonyuk.labs.running;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nontonyuk.sql.Ports;

/** The four services and the two stand-ins as processes on free ports. The caller provides their databases. */
public final class Services implements AutoCloseable {
    /** Callers come after the services that they call. */
    public static final List<String> NAMES = List.of("auth", "movie", "order", "gateway");

    /** The value of every secret. */
    public static final String SECRET = "only-for-this-test-run";

    private static final String SECOND = "-2";

    private final Map<String, String> settings = new HashMap<>();
    private final Databases databases;
    private final Path folder;
    private final List<String> instances = new ArrayList<>(NAMES);
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, RunningJar> processes = new ConcurrentHashMap<>();
    private Function<String, Path> jars;
    private String compiler = RunningJar.ONE_COMPILER;

    /**
     * The settings have the databases, such as {@code ORDER_DB_URL}, and may change any default of this class. The
     * function gives the jar of a service, of {@code tmdb} and of {@code payment}. The folder is the working directory
     * of every process, and has its log.
     */
    public Services(Map<String, String> settings, Function<String, Path> jars, Path folder) {
        this.jars = jars;
        this.folder = folder.toAbsolutePath();
        this.databases = new Databases(settings);
        choosePorts();
        this.settings.putAll(Defaults.of(this.folder, port("order")));
        this.settings.putAll(settings);
    }

    private void choosePorts() {
        for (var service : List.of("auth", "movie", "order", "gateway", "tmdb", "payment")) {
            int port = Ports.free();
            ports.put(service, port);
            settings.put(name(service) + "_PORT", "" + port);
            settings.put(name(service) + "_URL", "http://127.0.0.1:" + port);
        }
    }

    private static String name(String service) {
        return service.toUpperCase(Locale.ROOT);
    }

    /** Changes a setting; call it before the start. */
    public Services with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Takes the jars of the next starts from another function. */
    public void use(Function<String, Path> others) {
        jars = others;
    }

    /** Lets the JVMs use both compilers, as {@code make run} does. */
    public Services optimized() {
        compiler = "-XX:TieredStopAtLevel=4";
        return this;
    }

    /** Adds a second instance of a service, named like {@code order-2}; call it before the start. */
    public Services withSecond(String service) {
        int port = Ports.free();
        ports.put(second(service), port);
        instances.add(second(service));
        settings.merge(name(service) + "_URL", "http://127.0.0.1:" + port, (one, other) -> one + "," + other);
        return this;
    }

    /** The service of an instance: {@code order} for {@code order-2}. */
    public static String serviceOf(String instance) {
        return instance.replace(SECOND, "");
    }

    /** The name of the second instance of a service: {@code order-2}. */
    public static String second(String service) {
        return service + SECOND;
    }

    /** Starts an instance or a stand-in. */
    public RunningJar start(String instance) {
        var service = serviceOf(instance);
        return start(instance, service, Map.of(name(service) + "_PORT", "" + port(instance)));
    }

    /** Starts one more instance with other settings, unknown to the other services; returns its port. */
    public int startAnother(String service, Map<String, String> others) {
        int port = Ports.free();
        var own = new HashMap<>(others);
        own.put(name(service) + "_PORT", "" + port);
        start(service + "-" + port, service, own);
        return port;
    }

    private RunningJar start(String instance, String service, Map<String, String> own) {
        var all = new HashMap<>(settings);
        all.putAll(own);
        var process = RunningJar.start(instance, jars.apply(service), all, folder, compiler);
        processes.put(instance, process);
        return process;
    }

    /** Waits until each started instance is ready. Throws {@link ProcessFailure} for the first that is not. */
    public void awaitReady(Duration patience) {
        for (var instance : instances) {
            if (process(instance) != null) process(instance).awaitReady(port(instance), patience);
        }
    }

    /** The last process of an instance, or null before its first start. */
    public RunningJar process(String instance) {
        return processes.get(instance);
    }

    public int port(String instance) {
        return ports.get(instance);
    }

    /** The names of all instances, such as {@code movie} and {@code movie-2}. */
    public List<String> instances() {
        return List.copyOf(instances);
    }

    /** The settings of all processes. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Changes the database of a service; returns the number of changed rows. */
    public int sql(String service, String sql) {
        return databases.sql(service, sql);
    }

    /** Counts rows; {@code from} is the text after FROM. */
    public long count(String service, String from) {
        return databases.count(service, from);
    }

    /** The rows of a query with two columns, a text and a number. */
    public Map<String, Long> pairs(String service, String sql) {
        return databases.pairs(service, sql);
    }

    /** Stops every process; the databases still run. */
    public void stopAll() {
        processes.values().forEach(RunningJar::close);
        processes.clear();
    }

    @Override
    public void close() {
        stopAll();
    }
}
