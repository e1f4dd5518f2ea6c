package nontonyuk.gateway.browser;

import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class CorsTest {
    private static final String ORIGIN = "http://localhost:5173";

    @AutoClose
    private static final TestGateway gateway = new TestGateway(
            Duration.ofSeconds(5),
            0,
            Map.of("CORS_ORIGINS", "https://tickets.example , " + ORIGIN, "LOGINS_PER_MINUTE", "1"));

    private static TestClient.Answer send(TestClient client, String method, String path, String... headers) {
        return client.send(
                client.request(path).method(method, BodyPublishers.noBody()).headers(headers));
    }

    private static TestClient.Answer post(String path) {
        return send(gateway.anonymous(), "POST", path, "Origin", ORIGIN);
    }

    private static TestClient.Answer preflight(String path, String origin) {
        return send(gateway.anonymous(), "OPTIONS", path, "Origin", origin, "Access-Control-Request-Method", "PUT");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/movies, anonymous, 401", "GET, /api/nothing, anonymous, 404", "GET, /api/orders, customer, 503",
        "POST, /api/movies/sync, customer, 403", "GET, /openapi.json, anonymous, 200", "GET, /problems, anonymous, 200",
        "DELETE, /openapi.json, anonymous, 405"
    })
    void a_page_of_a_named_origin_reads_every_answer(String method, String path, String who, int status) {
        var client = who.equals("customer") ? gateway.customer() : gateway.anonymous();
        var answer = send(client, method, path, "Origin", ORIGIN);
        assertEquals(status, answer.status());
        assertEquals(ORIGIN, answer.header("Access-Control-Allow-Origin"));
        assertEquals("", answer.header("Access-Control-Allow-Credentials"));
        assertTrue(answer.header("Access-Control-Expose-Headers")
                .contains("Location, RateLimit, RateLimit-Policy, Retry-After"));
        assertTrue(answer.headers().allValues("Vary").contains("Origin"));
    }

    @Test
    void so_it_reads_that_it_sends_too_many_requests_or_a_bad_one() {
        TestClient.await("a refusal", () -> post("/api/login").status() == 429);
        for (var path : new String[] {"/api/login", "/api/" + "x".repeat(9_000)})
            assertEquals(ORIGIN, post(path).header("Access-Control-Allow-Origin"), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/movies/7", "/api/login", "/api/nothing", "/"})
    void a_preflight_needs_no_token(String path) {
        var answer = preflight(path, ORIGIN).expect(204);
        assertEquals(ORIGIN, answer.header("Access-Control-Allow-Origin"));
        assertEquals("DELETE, GET, HEAD, PATCH, POST, PUT", answer.header("Access-Control-Allow-Methods"));
        assertTrue(
                answer.header("Access-Control-Allow-Headers").contains("Authorization, Content-Type, Idempotency-Key"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5174", "https://localhost:5173",
        "http://LOCALHOST:5173", "http://localhost:5173/",
        "null", "*",
        "http://localhost:5173.evil.example", "https://sub.tickets.example",
        "'https://tickets.example, http://localhost:5173'"
    })
    void another_origin_gets_no_header_for_it(String origin) {
        for (var answer : new TestClient.Answer[] {
            preflight("/api/movies", origin), send(gateway.customer(), "GET", "/api/x", "Origin", origin)
        }) {
            assertTrue(answer.status() >= 400);
            assertEquals("", answer.header("Access-Control-Allow-Origin"));
            assertEquals("Origin", answer.header("Vary"));
        }
    }

    @Test
    void without_the_setting_nothing_is_added() {
        try (var plain = new TestGateway(Duration.ofSeconds(5))) {
            var headers = new String[] {"Origin", ORIGIN, "Access-Control-Request-Method", "GET"};
            var answer = send(plain.anonymous(), "OPTIONS", "/api/movies", headers);
            answer.expect(401, "token-missing");
            assertFalse(answer.headers().map().keySet().toString().toLowerCase().matches(".*(access-control|vary).*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*", "null", "https://*.example",
        "localhost:5173", "ftp://a.example", "https://a.example/",
        "https://a.example/x", "https://A.example", "'https://a.example,'",
        "'https://a.example,,https://b.example'", "https://a.example https://b.example", "https://a@b.example",
        "https://a.example:443", "http://a.example:80", "https://a.example:0",
        "https://a.example:99999", "https://a_b.example:99999", "https://kaf\u00e9.example",
        "https://", "https://a.example?x"
    })
    void a_setting_that_no_browser_can_match_stops_the_gateway(String origins) {
        var settings = Settings.of(Map.of("CORS_ORIGINS", origins));
        var failure = assertThrows(Settings.Invalid.class, () -> Cors.read(settings));
        assertTrue(failure.getMessage().startsWith("CORS_ORIGINS must have origins such as "), failure.getMessage());
    }

    @Test
    void an_ipv6_address_is_an_origin_too() {
        Cors.read(Settings.of(
                Map.of("CORS_ORIGINS", "http://[::1]:5173,http://a.example:8080,https://xn--kaf-dma.example:65535")));
    }
}
