package nontonyuk.gateway.limit;

import static nontonyuk.gateway.limit.RateLimitSettings.network;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class RateLimitTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
    private final TokenBucket limit = new TokenBucket("address", 30, request -> "", clock::get);

    private int passes(String client, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) if (limit.take(client).passes()) passed++;
        return passed;
    }

    @Test
    void a_minute_s_worth_may_come_at_once_and_then_as_many_as_flow_back() {
        assertEquals(30, passes("a", 100));
        clock.addAndGet(Duration.ofSeconds(2).toNanos()); // one token returns
        assertEquals(1, passes("a", 100));
        clock.addAndGet(Duration.ofSeconds(20).toNanos());
        assertEquals(10, passes("a", 100));
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(30, passes("a", 100));
    }

    @Test
    void each_client_has_a_bucket_of_its_own() {
        passes("a", 100);
        assertEquals(30, passes("b", 100));
    }

    @Test
    void it_says_how_many_are_left_and_when_there_will_be_more() {
        assertEquals("\"address\";q=30;w=60", limit.take("a").policy());
        assertEquals("\"address\";r=28;t=4", limit.take("a").state()); // all tokens are back in 4 s
        passes("a", 28);
        assertEquals("\"address\";r=0;t=2", limit.take("a").state()); // one token is back in 2 s
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertEquals(2, limit.take("a").seconds()); // never too early
    }

    @Test
    void it_remembers_ten_thousand_clients_and_forgets_who_was_quiet_for_longest() {
        passes("a", 30);
        passes("b", 30);
        for (int i = 0; i < 9_999; i++) limit.take("c" + i);
        limit.take("b");
        limit.take("d");
        assertEquals(10_000, limit.clients());
        assertFalse(limit.take("b").passes());
        assertTrue(limit.take("a").passes());
    }

    @Test
    void clients_of_one_ipv6_network_are_one() {
        assertEquals(network("2001:db8:0:1:0:0:0:1"), network("2001:db8:0:1:a:b:c:d"));
        assertNotEquals(network("2001:db8:0:1:0:0:0:1"), network("2001:db8:0:2:0:0:0:1"));
        assertNotEquals(network("10.0.0.1"), network("10.0.0.2"));
        assertEquals(network("fe80:0:0:0:1:2:3:4"), network("fe80:0:0:0:5:6:7:8%1"));
    }

    private static TestGateway gateway(Map<String, String> limits) {
        var gateway = new TestGateway(Duration.ofSeconds(5), 64, limits);
        var welcome = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(201).build();
            }
        };
        gateway.auth.setDispatcher(welcome);
        gateway.order.setDispatcher(welcome);
        return gateway;
    }

    /** {@code state} is the header without its seconds, which change while the test runs. */
    private static void assertLimited(String state, TestClient.Answer answer) {
        assertEquals("429 too-many-requests", answer.refusal());
        assertEquals(state + answer.header("Retry-After"), answer.header("RateLimit"));
        int seconds = Integer.parseInt(answer.header("Retry-After"));
        assertTrue(seconds >= 1 && seconds <= 30, seconds + " s");
    }

    @ParameterizedTest
    @CsvSource({"/api/login, LOGINS_PER_MINUTE", "/api/register, REGISTRATIONS_PER_MINUTE"})
    void one_address_can_t_have_every_turn(String path, String setting) {
        try (var gateway = gateway(Map.of(setting, "3"))) {
            var client = gateway.anonymous();
            for (int left = 2; left >= 0; left--) {
                var answer = client.post(path, "{}");
                assertEquals(201, answer.status());
                assertTrue(answer.header("RateLimit").startsWith("\"address\";r=" + left + ";t="));
                assertEquals("\"address\";q=3;w=60", answer.header("RateLimit-Policy"));
            }
            var refused = client.post(path, "{}");
            assertLimited("\"address\";r=0;t=", refused);
            assertEquals("\"address\";q=3;w=60", refused.header("RateLimit-Policy"));
            assertEquals(3, gateway.auth.getRequestCount());
            assertEquals(201, client.get("/api/.well-known/jwks.json").status());
            var what = path.substring("/api/".length());
            assertTrue(client.get("/metrics")
                    .text()
                    .contains("gateway_rate_limited_total{what=\"%s\",client=\"address\"} 1".formatted(what)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/password", "/api/token/refresh"})
    void what_costs_like_a_login_counts_as_one(String path) {
        try (var gateway = gateway(Map.of("LOGINS_PER_MINUTE", "3"))) {
            var client = gateway.customer();
            for (int i = 0; i < 3; i++)
                assertEquals(201, client.post(path, "{}").status());
            assertLimited("\"address\";r=0;t=", client.post(path, "{}"));
            assertLimited("\"address\";r=0;t=", client.post("/api/login", "{}"));
            assertEquals(3, gateway.auth.getRequestCount());
        }
    }

    @Test
    void one_account_s_orders_are_limited_and_its_neighbours_are_not() {
        try (var gateway = gateway(Map.of("ORDERS_PER_MINUTE_AND_ACCOUNT", "2"))) {
            var eager = gateway.customer();
            for (var path : new String[] {"/api/orders", "/api/orders/5/pay"})
                assertEquals(201, eager.post(path, "{}").status());
            assertLimited("\"account\";r=0;t=", eager.post("/api/orders", "{}"));
            assertEquals(201, eager.get("/api/orders").status()); // a read has no limit
            assertEquals(3, gateway.order.getRequestCount());
            var other = gateway.anonymous().as(TestTokens.customer(8)).post("/api/orders", "{}");
            assertEquals(201, other.status());
            assertEquals("\"account\";q=2;w=60, \"address\";q=1200;w=60", other.header("RateLimit-Policy"));
        }
    }

    @Test
    void many_accounts_behind_one_address_share_its_orders() {
        try (var gateway = gateway(Map.of("ORDERS_PER_MINUTE", "2"))) {
            for (int id = 1; id <= 2; id++) {
                var customer = gateway.anonymous().as(TestTokens.customer(id));
                assertEquals(201, customer.post("/api/orders", "{}").status());
            }
            var third = gateway.anonymous().as(TestTokens.customer(3)).post("/api/orders", "{}");
            assertLimited("\"account\";r=119;t=1, \"address\";r=0;t=", third);
        }
    }

    @Test
    void a_class_of_forty_behind_one_address_gets_in_and_orders() {
        try (var gateway = gateway(Map.of())) {
            for (int student = 1; student <= 40; student++) {
                var client = gateway.anonymous();
                assertEquals(201, client.post("/api/register", "{}").status());
                for (int i = 0; i < 2; i++)
                    assertEquals(201, client.post("/api/login", "{}").status());
                var customer = client.as(TestTokens.customer(student));
                for (int i = 0; i < 2; i++)
                    assertEquals(201, customer.post("/api/orders", "{}").status());
            }
        }
    }

    @Test
    void a_limit_of_zero_is_none() {
        try (var gateway = gateway(Map.of("LOGINS_PER_MINUTE", "0"))) {
            for (int i = 0; i < 150; i++) {
                var answer = gateway.anonymous().post("/api/login", "{}");
                assertEquals("201 ", answer.status() + " " + answer.header("RateLimit"));
            }
        }
    }
}
