package nontonyuk.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import nontonyuk.common.Settings;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.RemoteKeys;
import nontonyuk.common.token.TestTokens;
import nontonyuk.common.token.TokenVerifier;
import nontonyuk.gateway.cache.AnswerCache;
import nontonyuk.gateway.forward.Forwarder;
import nontonyuk.gateway.limit.RateLimitSettings;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Which requests pass. The gateway refuses all others itself, so no service receives them. */
class AccessTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private void assertNothingArrived() {
        assertEquals(0, gateway.auth.getRequestCount());
        assertEquals(0, gateway.movie.getRequestCount());
        assertEquals(0, gateway.order.getRequestCount());
        assertEquals(0, gateway.tmdb.getRequestCount());
    }

    static Stream<String> a_closed_path_wants_a_good_token() {
        return Stream.of("""
                /logout /password /me /users /users/3 /keys/rotate /movies /movies/5
                /movies/sync /showtimes/1 /studios /orders /orders/3/ticket /seats/4
                /tickets/abc
                """.split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource
    void a_closed_path_wants_a_good_token(String path) {
        for (var method : new String[] {"GET", "POST", "DELETE"}) {
            var target = "/api" + path;
            assertRefused("401 token-missing", null, method, target);
            assertRefused("401 token-expired", TestTokens.expired(), method, target);
            assertRefused("401 token-invalid", TestTokens.forged(), method, target);
            assertRefused("401 token-invalid", "eyJhbGciOiJub25lIn0.e30.", method, target);
            assertRefused("403 not-allowed", TestTokens.service("order"), method, target);
        }
        assertNothingArrived();
    }

    private void assertRefused(String refusal, String token, String method, String target) {
        var answer = gateway.anonymous().as(token).send(method, target, "{}");
        assertEquals(refusal, answer.refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/login", "/token/refresh", "/.well-known/jwks.json"})
    void an_open_path_wants_none(String path) {
        gateway.auth.enqueue(new MockResponse.Builder().body("welcome").build());
        assertEquals("welcome", gateway.anonymous().get("/api" + path).text());
    }

    static Stream<String> there_is_nothing_else() {
        return Stream.of("""
                /api/service-token /api/login/../service-token /api/login/
                /api//service-token /api/%2e%2e/service-token /api/moviesEVIL /api/.well-known
                /movies /service-token /metrics/x /api/metrics /api/health/live /api/payments
                /api/payments/1/callback /api/token /api/keys
                """.split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource
    void there_is_nothing_else(String path) {
        assertEquals("404 no-such-path", gateway.admin().post(path, "{}").refusal());
        assertNothingArrived();
    }

    @Test
    void only_an_admin_may_ask_for_a_sync_or_for_new_keys() {
        assertEquals(
                "403 not-allowed",
                gateway.customer().post("/api/movies/sync", "").refusal());
        assertEquals(
                "403 not-allowed",
                gateway.customer().post("/api/keys/rotate", "").refusal());
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void a_sync_is_asked_for_by_post(String method) {
        var answer = gateway.admin().send(method, "/api/movies/sync", "");
        assertEquals("405 method-not-allowed", answer.refusal());
        assertEquals("POST", answer.header("Allow"));
        assertNothingArrived();
    }

    @Test
    void a_body_over_64_kb_is_refused() {
        var body = "x".repeat(3 * 64 * 1024);
        assertEquals(
                "413 body-too-large",
                gateway.customer().post("/api/orders", body).refusal());
        assertNothingArrived();
    }

    @Test
    void without_the_keys_of_auth_it_says_so() {
        gateway.auth.close();
        var keys = new RemoteKeys(new Upstream("auth", List.of(TestGateway.address(gateway.auth))));
        var upstream = new Upstream("movie", List.of(TestGateway.address(gateway.movie)));
        var metrics = new Metrics();
        var forwarder = new Forwarder(upstream, 1, Duration.ZERO, metrics);
        var routes = GatewayService.routes(
                new Router(new TokenVerifier(keys, session -> false), metrics),
                RateLimitSettings.read(Settings.of(Map.of()), metrics),
                forwarder,
                AnswerCache.read(Settings.of(Map.of()), forwarder, Duration.ZERO, metrics),
                forwarder,
                gateway.movies);
        try (var service = Service.start("gateway", Settings.of(Map.of()), 0, routes, keys)) {
            var client = TestClient.to(service.port()).as(TestTokens.customer(7));
            assertEquals("503 auth-unavailable", client.get("/api/movies").refusal());
            assertEquals("503 not-ready", client.get("/health/ready").refusal());
        }
    }
}
