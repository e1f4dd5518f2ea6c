package nontonyuk.common.client;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mockwebserver3.*;
import nontonyuk.common.Settings;
import nontonyuk.common.metrics.Metrics;
import org.junit.jupiter.api.*;

/** Instances come and go, because a host name is looked up again and again. */
class InstancesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @AutoClose
    private final MockWebServer good = server(200);

    @AutoClose
    private final MockWebServer bad = server(500);

    private final Metrics page = new Metrics();

    private static MockWebServer server(int status) {
        var server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(status).build();
            }
        });
        assertDoesNotThrow(() -> server.start());
        return server;
    }

    private static List<URI> at(MockWebServer... servers) {
        return Arrays.stream(servers)
                .map(server -> URI.create("http://127.0.0.1:" + server.getPort()))
                .toList();
    }

    /** The clock stands still, so an open circuit breaker stays open. */
    private Upstream upstream(MockWebServer... servers) {
        var upstream = new Upstream("movie", at(servers), () -> 0);
        upstream.measure(page);
        return upstream;
    }

    private static void send(Upstream upstream, int times) {
        for (int i = 0; i < times; i++)
            upstream.send(address -> HttpRequest.newBuilder(address).build(), DEADLINE, 1000);
    }

    private static String breakerLine(MockWebServer server, int state) {
        return "upstream_breaker_state{service=\"movie\",instance=\"127.0.0.1:%d\"} %d"
                .formatted(server.getPort(), state);
    }

    @Test
    void a_new_instance_gets_its_turns_and_one_that_is_gone_gets_no_more() {
        var upstream = upstream(bad);
        send(upstream, 2);
        upstream.follow(at(bad, good));
        assertEquals(at(bad, good), upstream.addresses());
        send(upstream, 4);
        assertEquals(2, good.getRequestCount());
        upstream.follow(at(good));
        send(upstream, 4);
        assertEquals(2 + 4, good.getRequestCount());
        assertEquals(2 + 2, bad.getRequestCount());
    }

    @Test
    void an_instance_that_stays_keeps_its_circuit_breaker() {
        var upstream = upstream(bad);
        send(upstream, 10);
        assertEquals(5, bad.getRequestCount());
        upstream.follow(at(good, bad));
        send(upstream, 10);
        assertEquals(5, bad.getRequestCount());
        upstream.follow(at(good));
        upstream.follow(at(good, bad)); // another one now, at the same address
        send(upstream, 10);
        assertEquals(5 + 5, bad.getRequestCount());
    }

    @Test
    void the_metrics_show_the_present_instances() {
        var upstream = upstream(bad);
        send(upstream, 5);
        upstream.follow(at(good, bad));
        assertTrue(page.render().contains(breakerLine(bad, 2)), page.render());
        assertTrue(page.render().contains(breakerLine(good, 0)), page.render());
        upstream.follow(at(good));
        assertFalse(page.render().contains("127.0.0.1:" + bad.getPort()), page.render());
        assertTrue(page.render().contains(breakerLine(good, 0)), page.render());
    }

    @Test
    void the_name_in_a_setting_is_looked_up() {
        var setting = Map.of("MOVIE_URL", "http://localhost:" + good.getPort());
        var upstream = Upstream.at(Settings.of(setting), "movie", 8002);
        await("the lookup", () -> upstream.addresses().equals(at(good)));
    }
}
