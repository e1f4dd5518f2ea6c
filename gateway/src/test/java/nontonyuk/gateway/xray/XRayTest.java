package nontonyuk.gateway.xray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.trace.Trace;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XRayTest {
    private static final String ID = "b7ad6b7169203331b7ad6b7169203331";
    private static final Settings ON = Settings.of(Map.of("XRAY", "1"));
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private final MockWebServer order = new MockWebServer();
    private volatile String caller = "";
    private volatile String answer;
    private Service gateway;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        order.start();
        order.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!request.getTarget().equals("/xray/" + ID) || answer == null)
                    return new MockResponse.Builder().code(404).build();
                return new MockResponse.Builder().body(answer).build();
            }
        });
        var router = new Router(null).get("/api/orders", Access.OPEN, request -> {
            caller = Trace.current().traceparent().split("-")[2];
            return Response.noContent();
        });
        var orders = new Upstream("order", List.of(TestGateway.address(order), NOBODY));
        new XRay(new Upstream("auth", List.of()), new Upstream("movie", List.of()), orders).route(router);
        gateway = Service.start("gateway", ON, 0, router);
        client = TestClient.to(gateway.port());
        client.send(client.request("/api/orders").header("traceparent", "00-" + ID + "-00f067aa0ba902b7-01"))
                .expect(204);
        answer = """
                {"message": "Trace", "data": {"trace_id": "%s", "left_out": 3, "lines": ["00:00:00.000001 INFO order"],
                 "spans": [
                  {"id": "00000000000000b1", "parent": "%s", "kind": "request", "name": "POST /orders",
                   "start_us": 4102444800000000, "duration_us": 900, "values": {"status": "409"}},
                  {"id": "00000000000000b3", "parent": "00000000000000b1", "kind": "sql", "name": "COMMIT",
                   "start_us": 4102444800000300, "duration_us": null, "values": {}},
                  {"id": "00000000000000b2", "parent": "00000000000000b1", "kind": "sql", "name": "INSERT INTO seats",
                   "start_us": 4102444800000100, "duration_us": 50, "values": {"error": "duplicate key"}}]}}
                """.formatted(ID, caller);
    }

    @AfterEach
    void stop() {
        gateway.close();
        order.close();
    }

    private static List<String> texts(JsonNode array, String pointer) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.at(pointer).asText())
                .toList();
    }

    @Test
    void the_spans_of_all_services_make_one_tree() {
        var trace = client.get("/xray/" + ID).expect(200).data();
        var spans = trace.path("spans");
        assertEquals(List.of("GET /api/orders", "POST /orders", "INSERT INTO seats", "COMMIT"), texts(spans, "/name"));
        assertEquals(List.of("0", "1", "2", "2"), texts(spans, "/depth"));
        assertEquals(List.of("gateway", "order", "order", "order"), texts(spans, "/service"));
        assertTrue(spans.at("/3/duration_us").isNull());
        assertEquals(3, trace.path("left_out").asInt());
        assertEquals("00:00:00.000001 INFO order", trace.at("/lines/0").asText());
    }

    @Test
    void an_instance_without_an_answer_is_missing() {
        var missing = client.get("/xray/" + ID).expect(200).data().path("missing");
        assertEquals(List.of("order at 127.0.0.1:1"), texts(missing, ""));
    }

    @Test
    void a_broken_answer_is_missing_too() {
        answer = "not JSON";
        var missing = client.get("/xray/" + ID).expect(200).data().path("missing");
        assertEquals(2, missing.size());
    }

    @Test
    void tools_of_opentelemetry_can_read_it() {
        var otlp = client.get("/xray/" + ID + "?format=otlp").expect(200).json();
        var resources = otlp.path("resourceSpans");
        assertEquals(List.of("gateway", "order"), texts(resources, "/resource/attributes/0/value/stringValue"));
        var insert = resources.at("/1/scopeSpans/0/spans/1");
        assertEquals(ID, insert.path("traceId").asText());
        assertEquals("00000000000000b2", insert.path("spanId").asText());
        assertEquals("00000000000000b1", insert.path("parentSpanId").asText());
        assertEquals("4102444800000100000", insert.path("startTimeUnixNano").asText());
        assertEquals("4102444800000150000", insert.path("endTimeUnixNano").asText());
        assertEquals(3, insert.path("kind").asInt());
        assertEquals(2, insert.at("/status/code").asInt());
        assertEquals("db.query.text", insert.at("/attributes/0/key").asText());
    }

    @Test
    void the_newest_traces_are_listed() {
        var newest = client.get("/xray").expect(200).data();
        var row = texts(newest, "/trace_id").indexOf(ID);
        assertEquals("GET /api/orders", newest.path(row).at("/request/name").asText());
    }

    @Test
    void an_unknown_id_or_format_is_refused() {
        client.get("/xray/4711").expect(404, "no-such-trace");
        client.get("/xray/" + ID + "?format=xml").expect(422, "invalid-request");
    }
}
