package nontonyuk.labs.scripts;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TokenClaims;
import nontonyuk.common.token.TokenForm;
import nontonyuk.labs.system.RunningSystem;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the curl scripts of the course one after the other, as a student does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
class CurlIT {
    /** The scripts that need a preparation. Their tests prepare it. */
    private static final List<String> PREPARED = List.of(
            "22-story-expired-token.sh",
            "23-story-movie-is-down.sh",
            "26-story-rate-limit.sh",
            "27-story-late-payment.sh",
            "28-story-killed-instance.sh");

    @TempDir
    private static Path folder;

    @RegisterExtension
    static final RunningSystem system =
            RunningSystem.temporary().with("HOLD_SEATS_PER_SHOWTIME", "20").with("HOLD_SEATS", "40"); // as make run

    @BeforeAll
    static void start() throws IOException {
        var admin = system.client("gateway").as(system.adminToken());
        await("movies", () -> admin.get("/api/movies?q=Inception").data().size() == 1);
        for (var script : scripts()) {
            if (!PREPARED.contains(script)) assertEnds(0, run(script, Map.of()));
        }
    }

    private static List<String> scripts() throws IOException {
        try (var files = Files.list(Script.ROOT.resolve("labs/curl"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9].*\\.sh"))
                    .sorted()
                    .toList();
        }
    }

    private static Script.Outcome run(String script, Map<String, String> others) {
        var settings = new HashMap<>(system.settings());
        settings.put("API", system.settings().get("GATEWAY_URL") + "/api");
        settings.put("RUN_DIR", folder.resolve("run").toString());
        settings.putAll(others);
        return Script.run(settings, "labs/curl/" + script);
    }

    private static void assertEnds(int code, Script.Outcome outcome) {
        assertEquals(code, outcome.code(), outcome.text());
    }

    @Test
    void the_scripts_have_numbers_of_their_own() throws IOException {
        var numbers = scripts().stream().map(name -> name.substring(0, 2)).toList();
        assertEquals(numbers.stream().distinct().toList(), numbers);
        assertTrue(numbers.size() >= 16, numbers.toString());
    }

    @Test
    void each_shows_method_path_status_the_headers_that_matter_and_the_body() {
        var shown = run("05-order.sh", Map.of()).text();
        assertTrue(shown.contains("> POST /orders\n> {"), shown);
        assertTrue(shown.contains("< 201\n< "), shown);
        assertTrue(shown.contains("\n< Location: /api/orders/"), shown);
        assertTrue(shown.contains("Order created successfully"), shown);
    }

    @Test
    void the_demo_walks_from_registering_to_the_ticket() {
        assertEnds(0, run("../demo.sh", Map.of()));
    }

    @Test
    void jq_is_not_needed() throws IOException {
        var programs = Files.createDirectories(folder.resolve("without-jq"));
        for (var name : "bash base64 cat curl date dirname env grep head mkdir mktemp rm sed tail tr".split(" ")) {
            Files.createSymbolicLink(programs.resolve(name), onPath(name));
        }
        var outcome = run("06-orders.sh", Map.of("PATH", programs.toString()));
        assertEnds(0, outcome);
        assertTrue(outcome.says("{\"message\":\"Orders\",\"data\":["), outcome.text());
    }

    private static Path onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + program));
    }

    @Test
    void an_expired_token_is_refused_and_the_next_login_helps() throws Exception {
        Files.writeString(folder.resolve("run/old.token"), expiredToken());
        var outcome = run("22-story-expired-token.sh", Map.of());
        assertEnds(0, outcome);
        assertTrue(outcome.says("/problems/token-expired"), outcome.text());
    }

    /** A token that expired an hour ago, signed by the key of the running auth. */
    private static String expiredToken() throws SQLException, GeneralSecurityException {
        var settings = system.settings();
        try (var connection = DriverManager.getConnection(
                        settings.get("AUTH_DB_URL"), settings.get("AUTH_DB_USER"), settings.get("AUTH_DB_PASSWORD"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT kid, private_key FROM signing_keys")) {
            assertTrue(row.next());
            var bytes = Base64.getDecoder().decode(row.getString("private_key"));
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
            var then = Instant.now().minusSeconds(3600);
            return JWT.create()
                    .withHeader(Map.of("typ", TokenForm.TYPE))
                    .withKeyId(row.getString("kid"))
                    .withIssuer(TokenClaims.ISSUER)
                    .withAudience(TokenClaims.AUDIENCE)
                    .withSubject("1")
                    .withIssuedAt(then.minusSeconds(3600))
                    .withExpiresAt(then)
                    .withJWTId("of-yesterday")
                    .withClaim("role", "customer")
                    .sign(Algorithm.RSA256(null, (RSAPrivateKey) key));
        }
    }

    @Test
    void who_knocks_too_often_is_told_when_to_come_back() {
        var limit = Map.of("LOGINS_PER_MINUTE", "10");
        int gateway = system.startAnother("gateway", limit);
        TestClient.to(gateway).whenReady();
        var settings = new HashMap<>(limit);
        settings.put("API", "http://127.0.0.1:" + gateway + "/api");
        var outcome = run("26-story-rate-limit.sh", settings);
        assertEnds(0, outcome);
        assertTrue(outcome.says("too-many-requests"), outcome.text());
    }

    @Test
    void a_late_payment_gets_the_seats_again_if_they_are_free() {
        var story = CompletableFuture.supplyAsync(() -> run("27-story-late-payment.sh", Map.of("HOLD_SECONDS", "60")));
        // The script waits until its order expires; this lets all held orders expire now.
        await("the story's end", () -> story.isDone() || letAllExpire());
        assertEnds(0, story.join());
    }

    private static boolean letAllExpire() {
        try {
            system.sql("order", """
                    UPDATE orders o JOIN seat_claims c ON c.order_id = o.id
                    SET o.expires_at = UTC_TIMESTAMP(3), c.expires_at = o.expires_at
                    WHERE o.status = 'HELD' AND o.expires_at > UTC_TIMESTAMP(3) + INTERVAL 2 MINUTE""");
        } catch (IllegalStateException e) {
            if (!e.getMessage().contains("Deadlock")) throw e; // with an order of the story; the next try succeeds
        }
        return false;
    }

    @Test
    void what_is_not_running_is_named_and_ends_with_2() {
        var story = run("23-story-movie-is-down.sh", Map.of());
        assertEnds(1, story);
        assertTrue(story.says("movie is running"), story.text());
        system.process("movie").kill();
        try {
            assertEnds(0, run("23-story-movie-is-down.sh", Map.of()));
            var movies = run("03-movies.sh", Map.of("ASK_AGAIN", "1"));
            assertEnds(2, movies);
            assertTrue(movies.says("03-movies.sh: movie is not running"), movies.text());
            assertTrue(movies.says("\n# The answer asks to try again in 1 s.\n< 503\n"), movies.text());
        } finally {
            system.start("movie");
            system.awaitReady();
        }
        var nobody = run("03-movies.sh", Map.of("API", "http://127.0.0.1:9/api"));
        assertEnds(2, nobody);
        assertTrue(nobody.says("the gateway doesn't answer"), nobody.text());
        var health = run("17-health.sh", Map.of("ORDER_URL", "http://127.0.0.1:9"));
        assertEnds(2, health);
        assertTrue(health.says("nothing answers at http://127.0.0.1:9/health/live"), health.text());
    }

    /** The second address of each service is the first one again. */
    @Test
    void a_service_may_have_several_addresses() {
        var doubled = new HashMap<String, String>();
        for (var name : List.of("AUTH_URL", "MOVIE_URL", "ORDER_URL")) {
            var address = system.settings().get(name);
            doubled.put(name, address + "," + address);
        }
        for (var script : List.of("12-check-in.sh", "17-health.sh", "18-session.sh"))
            assertEnds(0, run(script, doubled));
    }

    @Test
    void what_is_not_as_expected_is_named_and_ends_with_1() {
        var outcome = run("03-movies.sh", Map.of("TITLE", "Inceptio"));
        assertEnds(1, outcome);
        assertTrue(outcome.says("expected title to be \"Inceptio\", but it was \"Inception\""), outcome.text());
        var early =
                run("03-movies.sh", Map.of("RUN_DIR", folder.resolve("empty").toString()));
        assertEnds(1, early);
        assertTrue(early.says("labs/curl/02-login.sh gets one"), early.text());
        var others = Map.of("ADMIN_EMAIL", "nobody@example.com");
        assertEnds(1, run("02-login.sh", others));
    }
}
