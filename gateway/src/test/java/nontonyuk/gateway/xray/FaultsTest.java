package nontonyuk.gateway.xray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final MockWebServer movie = new MockWebServer();
    private final MockWebServer proxy = new MockWebServer();
    private final List<String> puts = new ArrayList<>();
    private Service gateway;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        movie.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(404)
                        .addHeader("Content-Type", "application/problem+json")
                        .build();
            }
        });
        proxy.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isPut = request.getMethod().equals("PUT");
                var fault = isPut ? request.getBody().utf8() : "none";
                if (isPut) puts.add(fault);
                return new MockResponse.Builder()
                        .code(fault.equals("noise") ? 400 : 200)
                        .addHeader("Content-Type", "text/plain")
                        .body(fault.equals("noise") ? "Say one of: none.\n" : fault + "\n")
                        .build();
            }
        });
        movie.start();
        proxy.start();
    }

    private void start(URI... addresses) {
        var faults = new Faults(new Upstream("movie", List.of(addresses)));
        var router = new Router(null)
                .get("/xray/faults", Access.OPEN, faults::show)
                .put("/xray/faults", Access.OPEN, faults::set);
        gateway = Service.start("gateway", Settings.of(Map.of()), 0, router);
        client = TestClient.to(gateway.port());
    }

    @AfterEach
    void stop() {
        gateway.close();
        movie.close();
        proxy.close();
    }

    @Test
    void the_fault_of_a_proxy_is_shown_and_set() {
        start(NOBODY, TestGateway.address(movie), TestGateway.address(proxy));
        assertEquals(
                "none",
                client.get("/xray/faults").expect(200).data().path("fault").asText());
        var set = client.put("/xray/faults", "{\"fault\": \"latency 300\"}").expect(200);
        assertEquals("latency 300", set.data().path("fault").asText());
        assertEquals(List.of("latency 300"), puts);
    }

    @Test
    void a_service_without_a_proxy_has_no_faults() {
        start(NOBODY, TestGateway.address(movie));
        assertTrue(client.get("/xray/faults").expect(200).data().path("fault").isNull());
        client.put("/xray/faults", "{\"fault\": \"none\"}").expect(404, "no-such-path");
    }

    @Test
    void an_unknown_fault_is_refused_with_the_known_ones() {
        start(TestGateway.address(proxy));
        var refused = client.put("/xray/faults", "{\"fault\": \"noise\"}").expect(422, "invalid-request");
        assertTrue(refused.text().contains("Say one of: none."), refused.text());
        client.put("/xray/faults", "{}").expect(422, "invalid-request");
    }
}
