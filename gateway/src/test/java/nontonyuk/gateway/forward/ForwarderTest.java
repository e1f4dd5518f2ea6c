package nontonyuk.gateway.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import nontonyuk.common.LogLines;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

@Isolated("it reads the log of the process")
class ForwarderTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private static MockResponse.Builder answer() {
        return new MockResponse.Builder();
    }

    private String send(String method, String target, String headers, String body) {
        return gateway.send(method, target, headers + "Connection: close\r\n", body);
    }

    @ParameterizedTest
    @CsvSource({
        "auth, /register",
        "auth, /login",
        "auth, /.well-known/jwks.json",
        "auth, /me",
        "movie, /movies",
        "movie, /movies/5",
        "movie, /movies/5/showtimes",
        "movie, /showtimes/9",
        "movie, /studios",
        "movie, /studios/2",
        "order, /orders",
        "order, /orders/3/pay",
        "order, /seats/4",
        "auth, /token/refresh",
        "auth, /logout",
        "auth, /password",
        "auth, /users",
        "auth, /users/3",
        "auth, /keys/rotate",
        "order, /tickets/abc",
    })
    void each_path_goes_to_its_service(String service, String path) throws Exception {
        var server = Map.of("auth", gateway.auth, "movie", gateway.movie, "order", gateway.order);
        server.get(service).enqueue(answer().code(418).body("from " + service).build());
        var answer = gateway.admin().get("/api" + path);
        assertEquals(418, answer.status());
        assertEquals("from " + service, answer.text());
        assertEquals(path, server.get(service).takeRequest().getTarget());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/movies/a%2Fb%2fc/..%2F..",
                "/movies/../service-token",
                "/movies//5/",
                "/movies?q=%20+a%26b=c&&=;x[]=1&q=/?'()*!$,:@~&e=%F0%9F%8E%AC",
                "/movies/5;a=b?page=1%00",
            })
    void path_and_query_arrive_as_they_were_written(String target) throws Exception {
        gateway.movie.enqueue(answer().build());
        assertTrue(send("GET", "/api" + target, "", "").startsWith("HTTP/1.1 200 "));
        assertEquals(target, gateway.movie.takeRequest().getTarget());
    }

    @Test
    void letters_that_no_url_has_are_refused_rather_than_changed() {
        assertTrue(send("GET", "/api/movies/\u00c3\u00a9", "", "").contains("/problems/bad-target"));
        assertTrue(send("GET", "/api/movies?q=\u00e9", "", "").contains("/problems/bad-target"));
        assertEquals(0, gateway.movie.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void method_and_body_arrive_as_they_were_sent(String method) throws Exception {
        gateway.order.enqueue(answer().build());
        var body = "{\"movie_title\": \"Kuntilanak \u2014 \uc601\ud654 \ud83c\udfac\"}\r\n\u0000";
        gateway.customer().send(method, "/api/orders", body);
        var arrived = gateway.order.takeRequest();
        assertEquals(method, arrived.getMethod());
        assertArrayEquals(body.getBytes(UTF_8), arrived.getBody().toByteArray());
        assertEquals("application/json", arrived.getHeaders().get("Content-Type"));
    }

    @Test
    void a_chunked_body_arrives_with_its_length() throws Exception {
        gateway.order.enqueue(answer().build());
        gateway.send("POST", "/api/orders", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "");
        var arrived = gateway.order.takeRequest();
        assertEquals("{}", arrived.getBody().utf8());
        assertEquals("2", arrived.getHeaders().get("Content-Length"));
        assertNull(arrived.getHeaders().get("Transfer-Encoding"));
    }

    @Test
    void a_get_takes_no_body_along() throws Exception {
        gateway.movie.enqueue(answer().build());
        assertTrue(send("GET", "/api/movies", "", "a body").startsWith("HTTP/1.1 200 "));
        assertEquals(0, gateway.movie.takeRequest().getBodySize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get"})
    void other_methods_are_refused(String method) {
        var answer = send(method, "/api/movies", "", "");
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("Allow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"), answer);
        assertTrue(answer.contains("/problems/method-not-allowed"), answer);
        assertEquals(0, gateway.movie.getRequestCount());
    }

    @Test
    void the_trace_goes_on_with_a_parent_of_its_own() throws Exception {
        gateway.movie.enqueue(answer().build());
        var id = "4bf92f3577b34da6a3ce929d0e0e4736";
        send("GET", "/api/movies", "traceparent: 00-" + id + "-00f067aa0ba902b7-01\r\n", "");
        var traceparent = gateway.movie.takeRequest().getHeaders().get("traceparent");
        assertTrue(traceparent.startsWith("00-" + id), traceparent);
        assertFalse(traceparent.contains("00f067aa0ba902b7"), traceparent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: a\u0001b", "Idempotency-Key: \u00e9", "Accept: \u007f"})
    void a_header_that_would_arrive_changed_is_refused(String header) {
        var answer = send("GET", "/api/movies", header + "\r\n", "");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("/problems/bad-header"), answer);
        assertEquals(0, gateway.movie.getRequestCount());
    }

    @ParameterizedTest
    @CsvSource({
        "/movies/5?a=b, /api/movies/5?a=b",
        "//evil.test/x, //evil.test/x",
        "https://evil.test/x, https://evil.test/x",
    })
    void a_redirect_is_passed_on_and_not_followed(String location, String expected) {
        gateway.movie.enqueue(answer().code(307).addHeader("Location", location).build());
        var answer = send("GET", "/api/movies", "", "");
        assertTrue(answer.startsWith("HTTP/1.1 307 "), answer);
        assertTrue(answer.contains("Location: " + expected + "\r\n"), answer);
        assertEquals(1, gateway.movie.getRequestCount());
    }

    @ParameterizedTest
    @CsvSource({
        "/movies/9, There is nothing at /movies/9., /api/movies/9, There is nothing at /api/movies/9.",
        "/movies, '/movies allows GET, not PUT.', /api/movies, '/api/movies allows GET, not PUT.'",
        "/movies/9, There is no movie 9., /api/movies/9, There is no movie 9.",
        "/movies, Not /all/movies or /movies/9 or /movies-x., /api/movies, Not /all/movies or /movies/9 or /movies-x.",
        "//evil.test/x, Odd., //evil.test/x, Odd.",
    })
    void a_problem_names_the_path_that_the_client_knows(String path, String detail, String instance, String text) {
        var body = "{\"status\":404,\"detail\":\"%s\",\"instance\":\"%s\",\"a\":[1.5]}";
        gateway.movie.enqueue(answer().code(404)
                .addHeader("Content-Type", "application/problem+json")
                .body(body.formatted(detail, path))
                .build());
        assertEquals(
                body.formatted(text, instance),
                gateway.customer().get("/api/movies/9").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "{\"instance\": 7}", "{\"instance\": {}, \"detail\": \"x\"}", ""})
    void what_is_no_problem_comes_back_as_it_is(String body) {
        gateway.movie.enqueue(answer().code(404)
                .addHeader("Content-Type", "application/problem+json")
                .body(body)
                .build());
        assertEquals(body, gateway.customer().get("/api/movies/9").text());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 409, 410, 422, 429, 500, 502, 503, 504})
    void a_problem_of_the_service_comes_back_as_it_is(int status) {
        var body = "{\"type\": \"/problems/seat-taken\", \"status\": " + status + "}";
        gateway.order.enqueue(answer().code(status)
                .addHeader("Content-Type", "application/problem+json")
                .body(body)
                .build());
        var answer = gateway.customer().post("/api/orders", "{}");
        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals(body, answer.text());
    }

    @Test
    void a_head_tells_the_length_and_sends_no_body() throws Exception {
        gateway.movie.enqueue(answer().addHeader("ETag", "\"1\"")
                .setHeader("Content-Length", "1234")
                .build());
        var answer = send("HEAD", "/api/movies", "", "");
        assertTrue(answer.toLowerCase().contains("content-length: 1234\r\n"), answer);
        assertTrue(answer.contains("Etag: \"1\""), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
        assertEquals("HEAD", gateway.movie.takeRequest().getMethod());
    }

    @Test
    void a_head_tells_no_length_of_a_problem_because_the_gateway_changes_it() {
        gateway.movie.enqueue(answer().code(404)
                .addHeader("Content-Type", "application/problem+json")
                .setHeader("Content-Length", "99")
                .build());
        var answer = send("HEAD", "/api/movies/9", "", "");
        assertFalse(answer.toLowerCase().contains("content-length"), answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304})
    void a_head_makes_up_no_length(int status) {
        gateway.movie.enqueue(answer().clearHeaders().code(status).build());
        var answer = send("HEAD", "/api/movies", "", "");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertFalse(answer.toLowerCase().contains("content-length"), answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void an_answer_without_a_body_stays_without(int status) {
        gateway.movie.enqueue(
                answer().clearHeaders().code(status).addHeader("ETag", "\"1\"").build());
        var answer = send("GET", "/api/movies", "", "");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("Etag: \"1\""), answer);
        assertFalse(answer.toLowerCase().contains("transfer-encoding"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }

    @Test
    void each_hop_has_a_line_in_the_log() {
        gateway.movie.enqueue(answer().code(404).build());
        try (var log = new LogLines("")) {
            gateway.customer().get("/api/movies/5?q=private");
            var hop = "to movie at 127.0.0.1:" + gateway.movie.getPort() + ", attempt 1: ";
            assertTrue(log.has(hop + "GET /movies/5 404 "), log.queue.toString());
            assertFalse(log.has("private"), log.queue.toString());
            assertFalse(log.has("Bearer"), log.queue.toString());
        }
    }
}
