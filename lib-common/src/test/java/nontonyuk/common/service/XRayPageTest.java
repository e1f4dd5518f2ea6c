package nontonyuk.common.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.common.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("X-ray is on or off for the whole process")
class XRayPageTest {
    private static final String ID = "d0d0ee7169203331b7ad6b7169203331";

    private static Service service(Map<String, String> settings) {
        var routes = new Router(TestTokens.verifier())
                .get("/things/{id}", request -> Response.ok("thing", null))
                .delete("/work", Access.OPEN, request -> Response.noContent())
                .get("/work", Access.OPEN, request -> {
                    Span.begin(Span.Kind.SQL, "SELECT 1").put("rows", 1).close();
                    return Response.noContent();
                });
        return Service.start("test", Settings.of(settings), 0, routes);
    }

    private static TestClient.Answer get(TestClient client, String path) {
        return client.send(client.request(path).header("traceparent", "00-" + ID + "-00f067aa0ba902b7-01"));
    }

    @Test
    void it_shows_what_a_request_did() {
        try (var service = service(Map.of("XRAY", "1"))) {
            var client = TestClient.to(service.port());
            get(client, "/work").expect(204);
            var data = client.get("/xray/" + ID).expect(200).data();
            assertEquals("GET /work", data.at("/spans/0/name").asText());
            assertEquals("204", data.at("/spans/0/values/status").asText());
            assertEquals("SELECT 1", data.at("/spans/1/name").asText());
            assertEquals(2, data.path("spans").size());
            assertEquals(
                    ID, client.get("/xray").expect(200).data().at("/0/trace_id").asText());
        }
    }

    @Test
    void it_shows_the_role_of_the_caller_and_nothing_else_of_him() {
        try (var service = service(Map.of("XRAY", "1"))) {
            var client = TestClient.to(service.port());
            get(client.as(TestTokens.customer(4711)), "/things/1").expect(200);
            var text = client.get("/xray/" + ID).expect(200).text();
            assertTrue(text.contains("\"role\":\"customer\"") && !text.contains("4711"), text);
        }
    }

    @Test
    void probes_and_x_ray_itself_are_not_recorded() {
        try (var service = service(Map.of("XRAY", "1"))) {
            var client = TestClient.to(service.port());
            for (var path : new String[] {"/health/ready", "/health/live", "/metrics", "/xray"}) get(client, path);
            client.get("/xray/" + ID).expect(404, "no-such-trace");
        }
    }

    @Test
    void it_is_not_for_the_public() {
        try (var service = service(Map.of("XRAY", "1"))) {
            var client = TestClient.to(service.port());
            client.send(client.request("/xray").header("X-Forwarded-For", "192.0.2.1"))
                    .expect(404, "no-such-path");
        }
    }

    @Test
    void the_name_of_a_foreign_site_leads_to_nothing() {
        try (var service = service(Map.of("XRAY", "1"))) {
            assertTrue(status(service, "localhost").startsWith("HTTP/1.1 200"));
            assertTrue(status(service, "[::1]").startsWith("HTTP/1.1 200"));
            assertTrue(status(service, "evil.example").startsWith("HTTP/1.1 404"));
        }
    }

    private static String status(Service service, String host) {
        try (var socket = new Socket("127.0.0.1", service.port())) {
            var request = "GET /xray HTTP/1.1\r\nHost: " + host + ":" + service.port() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void it_is_off_by_default() {
        try (var service = service(Map.of())) {
            TestClient.to(service.port()).get("/xray").expect(404, "no-such-path");
        }
    }
}
