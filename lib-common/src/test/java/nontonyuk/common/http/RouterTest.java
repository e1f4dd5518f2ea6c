package nontonyuk.common.http;

import static org.junit.jupiter.api.Assertions.*;

import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import nontonyuk.common.access.Access;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import nontonyuk.common.trace.Trace;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    @AutoClose
    private static Service service;

    private static TestClient nobody;
    private static TestClient customer;

    record Thing(String name) {}

    @BeforeAll
    static void start() {
        var routes = new Router(TestTokens.verifier())
                .get("/open", Access.OPEN, RouterTest::open)
                .get("/me", request -> Response.ok("you", request.caller()))
                .get("/things/{id}", request -> Response.ok("thing", request.id("id")))
                .get("/names/{name}/x", Access.OPEN, request -> Response.ok("raw", request.rawPath()))
                .get("/texts/{name}", Access.OPEN, request -> Response.ok("text", request.text("name")))
                .get("/stored", Access.OPEN, request -> Response.noContent().with("Cache-Control", "max-age=9"))
                .get("/pages", Access.OPEN, request -> Response.ok("page", Page.of(request)))
                .get(
                        "/trace",
                        Access.OPEN,
                        request -> Response.ok(
                                "trace", Map.of("id", Trace.current().id())))
                .post("/things", Access.OPEN, RouterTest::make)
                .delete("/things/{id}", Access.ADMIN, request -> Response.noContent())
                .post("/internal", Access.SERVICE, request -> Response.ok("in", request.caller()))
                .get("/staff", Access.STAFF, request -> Response.ok("staff", null))
                .any("/any/**", Access.OPEN, request -> Response.ok(request.method(), request.rawPath()))
                .get("/error", Access.OPEN, RouterTest::fail);
        service = TestClient.serve(routes);
        nobody = TestClient.to(service.port());
        customer = nobody.as(TestTokens.customer(7));
    }

    private static Response open(Request request) {
        return Response.ok("open", request.query("q").orElse(null));
    }

    @Test
    void text_in_a_path_and_a_query_gets_one_normal_form() {
        for (var path : new String[] {"/open?q=cafe%CC%81", "/texts/cafe%CC%81"})
            assertEquals("caf\u00e9", nobody.get(path).data().asText());
    }

    private static Response make(Request request) {
        return Response.created("/things/1", "made", request.body(Thing.class));
    }

    private static Response fail(Request request) {
        throw new StackOverflowError("a secret that no client may read");
    }

    @Test
    void a_closed_route_wants_a_token_and_knows_its_caller() {
        var answer = nobody.get("/me");
        assertEquals("401 token-missing", answer.status() + " " + answer.problem());
        assertEquals("Bearer realm=\"nontonyuk\"", answer.header("WWW-Authenticate"));
        assertEquals(
                "{\"subject\":\"7\",\"role\":\"customer\",\"session\":\"test-session\"}",
                customer.get("/me").data().toString());
    }

    @Test
    void the_challenge_says_what_is_wrong_with_a_token() {
        assertEquals(
                "Bearer realm=\"nontonyuk\", error=\"invalid_token\","
                        + " error_description=\"The token has expired; log in again.\"",
                nobody.as(TestTokens.expired()).get("/me").header("WWW-Authenticate"));
        assertEquals(
                "Bearer realm=\"nontonyuk\", error=\"insufficient_scope\","
                        + " error_description=\"This is not for the role customer.\"",
                customer.delete("/things/1").header("WWW-Authenticate"));
        assertEquals("", customer.get("/things/x").header("WWW-Authenticate"));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/things/1,customer,403", "DELETE,/things/1,admin,204", "DELETE,/things/1,service,403",
        "POST,/internal,admin,403", "POST,/internal,service,200", "GET,/me,service,403",
        "GET,/staff,customer,403", "GET,/staff,admin,200"
    })
    void a_role_opens_its_own_routes_only(String method, String path, String role, int status) {
        var token = switch (role) {
            case "admin" -> TestTokens.admin(1);
            case "service" -> TestTokens.service("gateway");
            default -> TestTokens.customer(2);
        };
        assertEquals(status, nobody.as(token).send(method, path, "").status());
    }

    @Test
    void an_unknown_path_is_a_404_and_a_wrong_method_a_405_that_names_the_right_ones() {
        var unknown = nobody.get("/open/x");
        assertEquals("404 no-such-path", unknown.status() + " " + unknown.problem());
        assertEquals("application/problem+json", unknown.header("Content-Type"));
        assertEquals("/open/x", unknown.json().path("instance").asText());
        assertEquals("No such path", unknown.json().path("title").asText());
        var wrong = nobody.send("PATCH", "/things/1", "{}");
        assertEquals("405 method-not-allowed", wrong.status() + " " + wrong.problem());
        assertEquals("DELETE, GET, HEAD", wrong.header("Allow"));
    }

    @Test
    void a_path_is_split_before_it_is_decoded() {
        assertEquals(200, nobody.get("/names/a%2Fb/x").status());
        assertEquals(404, nobody.get("/names/a/b/x").status());
        assertEquals(404, nobody.get("/openEVIL").status());
        assertEquals("/any/a%2Fb//c", nobody.get("/any/a%2Fb//c").data().asText());
        assertEquals("/any", nobody.get("/any").data().asText());
        assertEquals(404, nobody.get("/anyEVIL").status());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true", "127.0.0.2, 127.0.0.1, true", "::1, ::1, true",
        "::ffff:127.0.0.1, ::1, true", "192.0.2.7, 192.0.2.7, true", "192.0.2.7, 127.0.0.1, false",
        "192.0.2.7, 192.0.2.8, false", "fd00::2, ::1, false"
    })
    void a_client_of_this_machine_has_a_loopback_address_or_the_services_own(String client, String own, boolean isSame)
            throws Exception {
        assertEquals(isSame, Request.isSameMachine(InetAddress.getByName(client), InetAddress.getByName(own)));
    }

    @ParameterizedTest
    @CsvSource({"abc", "0", "-1", "1.5", "99999999999999999999", "%20"})
    void an_id_that_is_none_is_a_422(String id) {
        var answer = customer.get("/things/" + id);
        assertEquals(422, answer.status());
        assertEquals("id:wrong-type", answer.faults());
    }

    @Test
    void query_parameters_are_decoded_and_checked() {
        assertEquals("a b&c", nobody.get("/open?x=1&q=a+b%26c").data().asText());
        assertEquals("page:out-of-range", nobody.get("/pages?page=0").faults());
        assertEquals("per_page:out-of-range", nobody.get("/pages?per_page=101").faults());
        assertEquals("page:out-of-range", nobody.get("/pages?page=x").faults());
        assertEquals(
                "{\"number\":2,\"size\":5}",
                nobody.get("/pages?page=2&per_page=5").data().toString());
    }

    @Test
    void a_body_must_be_json_and_of_bounded_size() {
        var made = nobody.post("/things", "{\"name\":\"é\"}");
        assertEquals(201, made.status());
        assertEquals("/things/1", made.header("Location"));
        assertEquals("{\"message\":\"made\",\"data\":{\"name\":\"é\"}}", made.text());
        var text = nobody.send(nobody.request("/things").POST(BodyPublishers.ofString("{}")));
        assertEquals("415 unsupported-media-type", text.status() + " " + text.problem());
        var large = nobody.post("/things", "{\"name\":\"" + "x".repeat(65 * 1024) + "\"}");
        assertEquals("413 body-too-large", large.status() + " " + large.problem());
        assertEquals("close", large.header("Connection"));
    }

    @Test
    void no_cache_stores_an_answer_and_no_browser_guesses_its_type() {
        var answers = Stream.of(
                nobody.get("/open"),
                nobody.get("/me"),
                nobody.get("/nowhere"),
                nobody.get("/error"),
                customer.delete("/things/1"),
                nobody.as(TestTokens.admin(1)).delete("/things/1"),
                nobody.post("/things", "{"),
                nobody.post("/things", "x".repeat(65 * 1024)),
                nobody.send(nobody.request("/open").method("HEAD", BodyPublishers.noBody())));
        answers.forEach(answer -> assertEquals(
                "no-store nosniff",
                answer.header("Cache-Control") + " " + answer.header("X-Content-Type-Options"),
                answer.text()));
        assertEquals("max-age=9", nobody.get("/stored").header("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource({"gzip,415", "deflate,415", "br,415", "'identity, gzip',415", "aws-chunked,415", "Identity,201"})
    void a_body_in_another_coding_is_a_415(String coding, int status) {
        var request = nobody.request("/things").header("Content-Type", "application/json");
        var body = BodyPublishers.ofString("{\"name\":\"x\"}");
        var answer = nobody.send(request.header("Content-Encoding", coding).POST(body));
        assertEquals(status, answer.status(), answer.text());
        assertEquals(status == 415 ? "identity" : "", answer.header("Accept-Encoding"));
        var bodiless = nobody.request("/open").header("Content-Encoding", coding);
        assertEquals(200, nobody.send(bodiless.GET()).status());
    }

    @Test
    void a_head_is_a_get_without_its_body() {
        var head = nobody.send(nobody.request("/open").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.status());
        assertEquals("", head.text());
        assertEquals("" + nobody.get("/open").text().length(), head.header("Content-Length"));
    }

    @Test
    void even_an_error_is_answered_and_keeps_its_secret() {
        var answer = nobody.get("/error");
        assertEquals("500 internal-error", answer.status() + " " + answer.problem());
        assertFalse(answer.text().contains("secret"));
        assertEquals(32, answer.json().path("trace_id").asText().length());
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,true",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01,false",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01,false",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,false",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01,false",
    })
    void a_trace_is_kept_when_it_is_well_formed(String traceparent, boolean kept) {
        var answer = nobody.send(nobody.request("/trace").header("traceparent", traceparent));
        var id = answer.data().path("id").asText();
        assertEquals(id, answer.header("X-Trace-Id"));
        assertEquals(kept, id.equals("4bf92f3577b34da6a3ce929d0e0e4736"));
        assertTrue(id.matches("[0-9a-f]{32}"));
    }
}
