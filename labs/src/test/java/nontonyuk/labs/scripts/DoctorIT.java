package nontonyuk.labs.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import mockwebserver3.*;
import nontonyuk.common.Settings;
import nontonyuk.common.token.TestTokens;
import nontonyuk.labs.doctor.Doctor;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Causes each fault that {@code make doctor} knows, and reads its line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
class DoctorIT {
    private static final String NOBODY = "127.0.0.1:9"; // the port of the old discard service, which is free

    @TempDir
    private static Path folder;

    @AutoClose
    private static RunningSystem system;

    private static Script.Outcome before;
    private static Script.Outcome misled;

    @BeforeAll
    static void start() {
        system = new RunningSystem(folder.resolve("database"));
        system.startDatabase();
        before = doctor(Map.of());
        system.startTmdb();
        system.startPayment();
        RunningSystem.SERVICES.forEach(system::start);
        system.awaitReady();
        misled = doctor(misleading());
    }

    private static Map<String, String> misleading() {
        // The running server has no such database.
        var nothing = system.settings().get("AUTH_DB_URL").replace("_auth", "_nothing");
        return Map.of(
                "MOVIE_DB_URL", "jdbc:mysql://" + NOBODY + "/nontonyuk_movie",
                "ORDER_DB_PASSWORD", "not-this-one",
                "AUTH_DB_URL", nothing,
                "MOVIE_URL", "http://" + NOBODY,
                "GATEWAY_CLIENT_SECRET", "another-secret-16",
                "TMDB_TOKEN", "wrong",
                "PAYMENT_KEY", "wrong");
    }

    /** The output of {@code make doctor} without a new process; it has no folder to find other files. */
    private static Script.Outcome doctor(Map<String, String> others) {
        var text = new ByteArrayOutputStream();
        int code = Doctor.examine(() -> Settings.of(with(others)), new PrintStream(text, true, UTF_8));
        return new Script.Outcome(code, text.toString(UTF_8));
    }

    private static Script.Outcome script(Map<String, String> others) {
        return Script.run(with(others), "labs/doctor.sh");
    }

    private static Map<String, String> with(Map<String, String> others) {
        var settings = new HashMap<>(system.settings());
        settings.putAll(others);
        return settings;
    }

    private static void assertSays(String line, Script.Outcome outcome) {
        assertTrue(outcome.says("WRONG  " + line), outcome.text());
        assertEquals(1, outcome.code());
    }

    @Test
    void all_is_well() {
        var outcome = script(Map.of());
        assertTrue(outcome.says("All is well."), outcome.text());
        assertEquals(0, outcome.code(), outcome.text());
        for (var service : RunningSystem.SERVICES) {
            assertTrue(outcome.says("ok     " + service + " runs and is ready"), outcome.text());
            assertTrue(outcome.says("ok     " + service + " knows the keys"), outcome.text());
        }
        assertTrue(outcome.says("ok     TheMovieDB accepts TMDB_TOKEN"), outcome.text());
        assertTrue(outcome.says("ok     the payment provider accepts PAYMENT_KEY"), outcome.text());
    }

    @Test
    void a_database_without_tables() {
        for (var service : new String[] {"auth", "movie", "order"}) {
            assertSays(service + "'s database has no tables yet: start " + service + ", it creates them", before);
        }
    }

    @Test
    void a_database_whose_tables_are_older_than_the_sources() throws SQLException {
        execute("DELETE FROM schema_files WHERE name = '002_signing_keys.sql'");
        try {
            assertSays("auth's database lacks the changes of 002_signing_keys.sql", script(Map.of()));
        } finally {
            execute("INSERT INTO schema_files (name) VALUES ('002_signing_keys.sql')");
        }
    }

    private static void execute(String sql) throws SQLException {
        var settings = system.settings();
        try (var connection = DriverManager.getConnection(
                        settings.get("AUTH_DB_URL"), settings.get("AUTH_DB_USER"), settings.get("AUTH_DB_PASSWORD"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movie's database can't be reached at jdbc:mysql://" + NOBODY,
                "order's database refuses the user nontonyuk_order: ORDER_DB_PASSWORD",
                "the server has no database for auth at {AUTH_DB_URL}",
                "auth refuses GATEWAY_CLIENT_SECRET",
                "the payment provider at {PAYMENT_URL} refuses PAYMENT_KEY",
                "TheMovieDB at {TMDB_URL} refuses TMDB_TOKEN",
            })
    void a_setting_that_is_wrong(String line) {
        var settings = with(misleading());
        assertSays(Pattern.compile("\\{(\\w+)}").matcher(line).replaceAll(name -> settings.get(name.group(1))), misled);
    }

    @Test
    void a_service_that_does_not_run() {
        for (var service : RunningSystem.SERVICES) {
            assertSays(service + " does not run, nothing listens at http://127.0.0.1:", before);
        }
        assertSays("movie does not run, nothing listens at http://" + NOBODY, misled);
    }

    @Test
    void a_service_with_several_instances_of_which_one_does_not_run() {
        var movie = system.settings().get("MOVIE_URL");
        var outcome = doctor(Map.of("MOVIE_URL", movie + ",http://" + NOBODY));
        assertTrue(outcome.says("ok     movie at " + movie + " runs and is"), outcome.text());
        assertTrue(outcome.says("ok     movie at " + movie + " knows the keys"), outcome.text());
        assertSays(
                "movie does not run, nothing listens at http://%s: start it with `MOVIE_PORT=9 make movie`"
                        .formatted(NOBODY),
                outcome);
    }

    @Test
    void a_service_that_hangs() throws IOException {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + hanging.getLocalPort();
            assertSays(
                    "order accepts connections at %s but doesn't answer within 3 s: pid %d (java), which has the port, is stopped"
                            .formatted(address, ProcessHandle.current().pid()),
                    script(Map.of("ORDER_URL", address)));
        }
    }

    @Test
    void a_port_that_somebody_else_has_a_service_that_waits_and_a_clock_that_is_off() {
        Function<String, String> waiting = path ->
                path.equals("/health/live") ? "{\"data\":\"order\"}" : "503 {\"detail\":\"Waiting for movie: gone.\"}";
        try (var other = fake(path -> "{}");
                var order = fake(waiting);
                var movie = fake(path -> "{\"data\":\"movie\"}")) {
            var outcome = script(Map.of(
                    "AUTH_URL", url(other),
                    "ORDER_URL", url(order),
                    "MOVIE_URL", url(movie)));
            assertSays(
                    "the port of auth, %d, is taken by pid %d (java), which is not auth"
                            .formatted(other.getPort(), ProcessHandle.current().pid()),
                    outcome);
            assertSays("order runs and is not ready. Waiting for movie: gone.", outcome);
            assertSays("the clock of movie is 1", outcome); // 119 s, or 120
            assertTrue(outcome.says(" s ahead of this machine's"), outcome.text());
        }
    }

    @Test
    void keys_that_do_not_match() {
        var token = TestTokens.service("gateway"); // signed by a key that no running service knows
        try (var auth = fake(path -> path.equals("/service-token")
                ? "{\"data\":{\"access_token\":\"" + token + "\"}}"
                : "{\"data\":\"auth\"}")) {
            var outcome = doctor(Map.of("AUTH_URL", url(auth)));
            for (var service : new String[] {"movie", "order", "gateway"}) {
                assertSays("the keys of " + service + " don't match: it refuses a token", outcome);
            }
        }
    }

    @Test
    void a_movie_db_or_a_payment_provider_that_is_away_or_broken() {
        assertSays("TheMovieDB can't be reached at http://", before);
        assertSays(
                "the payment provider can't be reached at " + system.settings().get("PAYMENT_URL"), before);
        var at = "TheMovieDB at %s ";
        assertSaysOfOutside(at + "answers with the status 500", "500 {}");
        assertSaysOfOutside(at + "answers with the status 403", "403 {}");
        assertSaysOfOutside(at + "is busy: try again later", "429 {}");
        assertSaysOfOutside("the program at %s is not TheMovieDB: its answer has no \"genres\"", "{}");
    }

    private static void assertSaysOfOutside(String line, String answer) {
        try (var server = fake(path -> answer)) {
            var outcome = doctor(Map.of("TMDB_URL", url(server), "PAYMENT_URL", url(server)));
            assertSays(line.formatted(url(server)), outcome);
            var ofPayments = line.replace("TheMovieDB", "the payment provider").replace("genres", "data");
            assertSays(ofPayments.formatted(url(server)), outcome);
        }
    }

    @Test
    void a_jdk_that_is_too_old_or_missing() throws IOException {
        var bin = Files.createDirectories(folder.resolve("old/bin"));
        var java = bin.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertTrue(java.toFile().setExecutable(true));
        assertSays(
                "the JDK is too old: " + java + " is version 11.0.2, and 17 or newer is needed",
                script(Map.of("JAVA_HOME", bin.getParent().toString())));
        assertSays(
                "there is no Java to be found as " + folder + "/none/bin/java",
                script(Map.of("JAVA_HOME", folder + "/none")));
    }

    @Test
    void a_setting_that_is_missing() throws IOException {
        var here = Files.createDirectories(folder.resolve("elsewhere"));
        assertSays("there is no .env here, so these are not set: AUTH_DB_PASSWORD,", doctorIn(here));
        Files.writeString(here.resolve(".env"), "AUTH_DB_PASSWORD=a\nMOVIE_DB_PASSWORD=b\n");
        assertSays(".env lacks ORDER_DB_PASSWORD, GATEWAY_CLIENT_SECRET, ORDER_CLIENT_SECRET,", doctorIn(here));
        Files.writeString(here.resolve(".env"), "TMDB_TOKEN\n");
        assertSays(".env line 1 does not have the form NAME=value", doctorIn(here));
        assertSays("GATEWAY_PORT must be a whole number", doctor(Map.of("GATEWAY_PORT", "many")));
        var secrets = doctor(Map.of("TICKET_SECRET", "short", "PAYMENT_CALLBACK_SECRET", "change-me"));
        assertSays("TICKET_SECRET must have at least 16 characters; ", secrets);
        assertSays("PAYMENT_CALLBACK_SECRET is a placeholder still; ", secrets);
    }

    /** In a folder without the developer's {@code .env}. */
    private static Script.Outcome doctorIn(Path directory) {
        return Script.run(
                directory,
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Script.ROOT.resolve("labs/target/labs-tmdb.jar").toString(),
                "nontonyuk.labs.doctor.Doctor");
    }

    /**
     * A foreign server, whose clock is two minutes ahead. {@code bodies} gives the body for a path, with the status in
     * front unless it is 200.
     */
    private static MockWebServer fake(Function<String, String> bodies) {
        var server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                var body = bodies.apply(request.getUrl().encodedPath());
                int status = body.startsWith("{") ? 200 : Integer.parseInt(body.substring(0, 3));
                var ahead = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2);
                return new MockResponse.Builder()
                        .code(status)
                        .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ahead))
                        .body(body.substring(body.indexOf('{')))
                        .build();
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    private static String url(MockWebServer server) {
        return "http://127.0.0.1:" + server.getPort();
    }
}
