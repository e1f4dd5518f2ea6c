package nontonyuk.labs.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.labs.contract.Contract;
import nontonyuk.labs.contract.ContractWatch;
import nontonyuk.labs.running.RunningJar;
import nontonyuk.labs.running.Services;
import nontonyuk.sql.Account;
import nontonyuk.sql.Audit;
import nontonyuk.sql.DatabaseServer;
import nontonyuk.sql.Ports;
import nontonyuk.sql.TestDatabase;
import nontonyuk.sql.TestSigningKey;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole system of Nonton Yuk for a test: its processes, their databases, and clients that watch the contract. */
public final class RunningSystem implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
    public static final List<String> SERVICES = Services.NAMES;
    public static final String SECRET = Services.SECRET;

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ContractWatch WATCH = new ContractWatch(Contract.read());

    static {
        makeArchives();
    }

    private final Services services;
    private final Path data;
    private final int databasePort; // 0: the shared server
    private DatabaseServer database;
    private boolean isShared;

    /** A system with a database server of its own, which a test may stop and kill. {@code data} is its folder. */
    public RunningSystem(Path data) {
        this(data, Ports.free());
    }

    private RunningSystem(Path data, int databasePort) {
        this(data, databasePort, ownDatabases(databasePort));
    }

    private RunningSystem(Path data, int databasePort, Map<String, String> databases) {
        this.data = data;
        this.databasePort = databasePort;
        this.services = new Services(databases, RunningSystem::jar, newLogs())
                .with("PAYMENT_LEDGER", data.resolve("payments.jsonl").toString());
    }

    /** A system with new databases on the server that all tests share. */
    public static RunningSystem temporary() {
        var databases = new HashMap<String, String>();
        for (var service : List.of("auth", "movie", "order"))
            databases.putAll(TestDatabase.create(service).settings());
        return on(databases);
    }

    /** A system on databases that the caller provides, such as {@code ORDER_DB_URL}. */
    public static RunningSystem on(Map<String, String> databases) {
        try {
            return new RunningSystem(Files.createTempDirectory("nontonyuk-"), 0, databases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> ownDatabases(int port) {
        var settings = new HashMap<String, String>();
        for (var service : List.of("auth", "movie", "order")) {
            var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
            settings.put(prefix + "URL", "jdbc:mysql://127.0.0.1:" + port + "/nontonyuk_" + service);
            settings.put(prefix + "USER", "nontonyuk_" + service);
            settings.put(prefix + "PASSWORD", SECRET);
        }
        return settings;
    }

    /** A system for the test classes that neither stop a service nor change a setting; the last of them closes it. */
    public static RunningSystem shared() {
        return Shared.SYSTEM;
    }

    private static final class Shared {
        static final RunningSystem SYSTEM = temporary();

        static {
            SYSTEM.isShared = true;
        }
    }

    /** Starts the jar of a service alone. */
    public static RunningJar startAlone(String service, Map<String, String> settings) {
        return RunningJar.start(service, jar(service), settings, newLogs(), RunningJar.ONE_COMPILER);
    }

    private static Path jar(String name) {
        var isStandIn = !SERVICES.contains(name);
        return ROOT.resolve(isStandIn ? "labs/target/labs-" + name + ".jar" : name + "/target/" + name + ".jar");
    }

    private static Path newLogs() {
        try {
            return Files.createTempDirectory(Files.createDirectories(ROOT.resolve("labs/target/logs")), "system-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class-data archives of the services save a third of the processor time of a start. */
    private static void makeArchives() {
        if (File.separatorChar == '\\') return; // the script is for bash
        var builder = new ProcessBuilder("labs/make-archives.sh").directory(ROOT.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes a setting; call it before the start. */
    public RunningSystem with(String setting, String value) {
        services.with(setting, value);
        return this;
    }

    /** Lets the JVM use both compilers, as {@code make run} does: for measurements and for the generation of keys. */
    public RunningSystem optimized() {
        services.optimized();
        return this;
    }

    /** Adds a second instance of a service, named like {@code movie-2}; call it before the start. */
    public RunningSystem withSecond(String service) {
        services.withSecond(service);
        return this;
    }

    /** Starts every part, and waits until all are ready. */
    public RunningSystem startAll() {
        try {
            startDatabase();
            startTmdb();
            startPayment();
            instances().forEach(this::start);
            awaitReady();
            return this;
        } catch (RuntimeException | Error e) {
            close(); // the caller has no reference to it yet
            throw e;
        }
    }

    /** For a test class that registers this as its extension. */
    @Override
    public void beforeAll(ExtensionContext tests) {
        var store = tests.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        if (isShared) store.computeIfAbsent(this, key -> startAll()); // the store closes it in the end
        else startAll();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (!isShared) close();
    }

    /** The names of all instances, such as {@code movie} and {@code movie-2}. */
    public List<String> instances() {
        return services.instances();
    }

    /** Starts the database server, unless the system uses the shared one; auth's database has a signing key. */
    public void startDatabase() {
        if (databasePort != 0) {
            var accounts = List.of("auth", "movie", "order").stream()
                    .map(name -> new Account("nontonyuk_" + name, "nontonyuk_" + name, SECRET));
            database = DatabaseServer.start(data, databasePort, accounts.toArray(Account[]::new));
        }
        TestSigningKey.store(TestTokens.OTHER_KEYS, settings());
    }

    public DatabaseServer database() {
        return database;
    }

    public void startTmdb() {
        services.start("tmdb");
    }

    public void startPayment() {
        services.start("payment");
    }

    public RunningJar start(String instance) {
        return services.start(instance);
    }

    /** Starts one more instance with other settings, unknown to the other services; returns its port. */
    public int startAnother(String service, Map<String, String> others) {
        return services.startAnother(service, others);
    }

    public RunningJar process(String instance) {
        return services.process(instance);
    }

    /** A client of an instance. It checks each answer against {@code openapi.json}. */
    public TestClient client(String instance) {
        var client = TestClient.to(services.port(instance));
        if (!instances().contains(instance)) return client;
        boolean isGateway = instance.startsWith("gateway");
        return client.watchedBy(isGateway ? WATCH::atGateway : WATCH::atService);
    }

    /** The settings of all jars. */
    public Map<String, String> settings() {
        return services.settings();
    }

    public void awaitReady() {
        services.awaitReady(PATIENCE);
    }

    public void awaitReady(String instance) {
        process(instance).awaitReady(services.port(instance), PATIENCE);
    }

    /** Registers a user with that email, and returns a token. */
    public String token(String email) {
        var account = account(email);
        var gateway = client("gateway");
        gateway.post("/api/register", account);
        return gateway.post("/api/login", account).data().path("access_token").asText();
    }

    /** The body of the registration and the login of a user. */
    public static String account(String email) {
        return "{\"email\":\"%s\",\"password\":\"seven brown foxes\"}".formatted(email);
    }

    public String adminToken() {
        return token("admin@example.com");
    }

    /** A token with the role staff. */
    public String staffToken() {
        token("staff@example.com");
        sql("auth", "UPDATE users SET role = 'staff' WHERE email = 'staff@example.com'");
        return token("staff@example.com");
    }

    /** Stops the services and the stand-ins; the database still runs. */
    public void stopServices() {
        services.stopAll();
    }

    @Override
    public void close() {
        try {
            stopServices();
        } finally {
            if (database != null) database.stop();
            if (databasePort == 0) DatabaseServer.forget(data);
        }
    }

    /** The broken rules of order's database. */
    public List<Audit.Line> audit() {
        return Audit.breaches(Settings.of(settings()));
    }

    /** Changes the database of a service; returns the number of changed rows. */
    public int sql(String service, String sql) {
        return services.sql(service, sql);
    }

    /** Counts rows; {@code from} is the text after FROM. */
    public long count(String service, String from) {
        return services.count(service, from);
    }

    /** The rows of a query with two columns, a text and a number. */
    public Map<String, Long> pairs(String service, String sql) {
        return services.pairs(service, sql);
    }
}
