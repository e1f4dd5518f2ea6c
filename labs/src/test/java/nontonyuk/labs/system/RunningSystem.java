package nontonyuk.labs.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.labs.contract.Contract;
import nontonyuk.labs.contract.ContractWatch;
import nontonyuk.sql.Account;
import nontonyuk.sql.Audit;
import nontonyuk.sql.DatabaseServer;
import nontonyuk.sql.Ports;
import nontonyuk.sql.TestDatabase;
import nontonyuk.sql.TestSigningKey;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole system of Nonton Yuk: each part is a process, on free ports. */
public final class RunningSystem implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
    public static final List<String> SERVICES = List.of("auth", "movie", "order", "gateway");
    public static final String SECRET = "only-for-this-test-run";

    private static final ContractWatch WATCH = new ContractWatch(Contract.read());
    private static final String SECOND = "-2";

    private final Path data;
    private final List<String> instances = new ArrayList<>(SERVICES);
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, RunningJar> jars = new HashMap<>();
    private int databasePort; // 0: the shared server
    private DatabaseServer database;
    private boolean isShared;
    private int compilerLevel = 1;

    /** A system with a database server of its own, which a test may stop and kill. {@code data} is its folder. */
    public RunningSystem(Path data) {
        this.data = data;
        this.databasePort = Ports.free();
        for (var service : List.of("auth", "movie", "order")) {
            var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
            settings.put(prefix + "URL", "jdbc:mysql://127.0.0.1:" + databasePort + "/nontonyuk_" + service);
            settings.put(prefix + "USER", "nontonyuk_" + service);
            settings.put(prefix + "PASSWORD", SECRET);
        }
        prepare();
    }

    /** A system with new databases on the server that all tests share. */
    public static RunningSystem temporary() {
        return new RunningSystem();
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

    private RunningSystem() {
        try {
            data = Files.createTempDirectory("nontonyuk-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var service : List.of("auth", "movie", "order"))
            settings.putAll(TestDatabase.create(service).settings());
        prepare();
    }

    private void prepare() {
        for (var service : List.of("auth", "movie", "order", "gateway", "tmdb", "payment")) {
            int port = Ports.free();
            var name = service.toUpperCase(Locale.ROOT);
            ports.put(service, port);
            settings.put(name + "_PORT", "" + port);
            settings.put(name + "_URL", "http://127.0.0.1:" + port);
        }
        settings.put("GATEWAY_CLIENT_SECRET", SECRET);
        settings.put("ORDER_CLIENT_SECRET", SECRET);
        settings.put("TICKET_SECRET", SECRET);
        settings.put("PAYMENT_KEY", SECRET);
        settings.put("PAYMENT_CALLBACK_SECRET", SECRET);
        settings.put("PAYMENT_LEDGER", data.resolve("payments.jsonl").toString());
        settings.put("BCRYPT_COST", "4"); // the tests register hundreds of users
        for (var what : List.of("LOGINS", "REGISTRATIONS", "ORDERS"))
            settings.put(what + "_PER_MINUTE", "0"); // all tests use one address
        for (var limit : List.of("ORDERS_PER_MINUTE_AND_ACCOUNT", "HOLD_SEATS_PER_SHOWTIME", "HOLD_SEATS"))
            settings.put(limit, "0"); // some tests buy without a pause
        settings.put("ADMIN_EMAIL", "admin@example.com");
        settings.put("TMDB_TOKEN", "tmdb-stand-in");
        settings.put("TMDB_STANDIN_RATE", "0");
        settings.put("PAYMENT_CALLBACK_URL", "http://127.0.0.1:" + ports.get("order") + "/payments/callback");
    }

    /** Changes a setting; call it before the start. */
    public RunningSystem with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Lets the JVM use both compilers, as {@code make run} does: for measurements and for the generation of keys. */
    public RunningSystem optimized() {
        compilerLevel = 4;
        return this;
    }

    /** Adds a second instance of a service, named like {@code movie-2}; call it before the start. */
    public RunningSystem withSecond(String service) {
        int port = Ports.free();
        ports.put(service + SECOND, port);
        instances.add(service + SECOND);
        settings.merge(
                service.toUpperCase(Locale.ROOT) + "_URL",
                "http://127.0.0.1:" + port,
                (one, other) -> one + "," + other);
        return this;
    }

    /** Starts every part, and waits until all are ready. */
    public RunningSystem startAll() {
        try {
            startDatabase();
            startTmdb();
            startPayment();
            instances.forEach(this::start);
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
        return List.copyOf(instances);
    }

    /** Starts the database server, unless the system uses the shared one; auth's database has a signing key. */
    public void startDatabase() {
        if (databasePort != 0) {
            var accounts = List.of("auth", "movie", "order").stream()
                    .map(name -> new Account("nontonyuk_" + name, "nontonyuk_" + name, SECRET));
            database = DatabaseServer.start(data, databasePort, accounts.toArray(Account[]::new));
        }
        TestSigningKey.store(TestTokens.OTHER_KEYS, settings);
    }

    public DatabaseServer database() {
        return database;
    }

    public void startTmdb() {
        jars.put("tmdb", jar("labs/target/labs-tmdb.jar", settings));
    }

    public void startPayment() {
        jars.put("payment", jar("labs/target/labs-payment.jar", settings));
    }

    public RunningJar start(String instance) {
        var service = instance.replace(SECOND, "");
        var own = new HashMap<>(settings);
        own.put(service.toUpperCase(Locale.ROOT) + "_PORT", "" + ports.get(instance));
        var jar = jar(path(service), own);
        jars.put(instance, jar);
        return jar;
    }

    /** Starts one more instance with other settings, unknown to the other services; returns its port. */
    public int startAnother(String service, Map<String, String> others) {
        int port = Ports.free();
        var more = new HashMap<>(settings);
        more.put(service.toUpperCase(Locale.ROOT) + "_PORT", "" + port);
        more.putAll(others);
        jars.put(service + "-" + port, jar(path(service), more));
        return port;
    }

    private static String path(String service) {
        return service + "/target/" + service + ".jar";
    }

    private RunningJar jar(String path, Map<String, String> settings) {
        return RunningJar.start(path, settings, "-XX:TieredStopAtLevel=" + compilerLevel);
    }

    public RunningJar process(String service) {
        return jars.get(service);
    }

    /** A client of an instance. It checks each answer against {@code openapi.json}. */
    public TestClient client(String instance) {
        var client = TestClient.to(ports.get(instance));
        if (!instances.contains(instance)) return client;
        boolean isGateway = instance.startsWith("gateway");
        return client.watchedBy(isGateway ? WATCH::atGateway : WATCH::atService);
    }

    /** The settings of all jars. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    public void awaitReady() {
        for (var instance : instances) process(instance).awaitReady(client(instance));
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
        jars.values().forEach(RunningJar::close);
        jars.clear();
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
        return Audit.breaches(Settings.of(settings));
    }

    /** Changes the database of a service; returns the number of changed rows. */
    public int sql(String service, String sql) {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts rows; {@code from} is the text after FROM. */
    public long count(String service, String from) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query with two columns, a text and a number. */
    public Map<String, Long> pairs(String service, String sql) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var pairs = new HashMap<String, Long>();
            while (rows.next()) pairs.put(rows.getString(1), rows.getLong(2));
            return pairs;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String service) throws SQLException {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        var url = settings.get(prefix + "URL");
        return DriverManager.getConnection(url, settings.get(prefix + "USER"), settings.get(prefix + "PASSWORD"));
    }
}
