package nontonyuk.common.metrics;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import nontonyuk.common.LogLines;
import nontonyuk.common.access.Access;
import nontonyuk.common.guard.RawClient;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

/** Each request is counted in the metrics and leaves one line in the log. */
@Isolated("it reads the log of the whole process")
class RequestMetricsTest {
    private final Metrics metrics = new Metrics();

    @AutoClose
    private final LogLines log = new LogLines("http");

    @AutoClose
    private final Service service = TestClient.serve(new Router(TestTokens.verifier(), metrics)
            .get("/broken", Access.OPEN, request -> {
                throw Problem.gatewayTimeout("movie-timeout", "Too slow.");
            })
            .get("/silent", Access.OPEN, request -> Response.NONE)
            .get("/now", Access.OPEN, request -> Response.ok("now", Instant.now()))
            .get("/things/{id}", Access.OPEN, request -> Response.ok("x", request.id("id")))
            .post("/me", request -> Response.noContent())
            .post("/bodies", Access.OPEN, request -> Response.noContent()));

    private final TestClient client = TestClient.to(service.port());

    private String page() {
        var answer = client.get("/metrics");
        assertEquals(200, answer.status());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
        return answer.text();
    }

    /** The value on the page for exactly these labels. */
    private String value(String nameAndLabels) {
        return page().lines()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .map(line -> line.substring(nameAndLabels.length() + 1))
                .findFirst()
                .orElse("none");
    }

    /** The service counts a request after its answer, so the client may see the answer first. */
    private void awaitValue(String expected, String nameAndLabels) {
        TestClient.await(
                nameAndLabels + " " + expected, () -> value(nameAndLabels).equals(expected));
    }

    private static String requests(String method, String route, int status) {
        return "http_requests_total{service=\"test\",method=\"%s\",route=\"%s\",status=\"%d\"}"
                .formatted(method, route, status);
    }

    @Test
    void requests_are_counted_by_the_pattern_of_their_route() {
        for (var id : new String[] {"1", "2", "3", "x"}) client.get("/things/" + id);
        client.send("POST", "/me", "");
        client.send("PUT", "/things/1", "");
        awaitValue("3", requests("GET", "/things/{id}", 200));
        awaitValue("1", requests("GET", "/things/{id}", 422));
        awaitValue("1", requests("POST", "/me", 401));
        awaitValue("1", requests("PUT", "/things/{id}", 405));
        var duration = "http_request_duration_seconds";
        awaitValue("5", duration + "_count{service=\"test\",route=\"/things/{id}\"}");
        awaitValue("5", duration + "_bucket{service=\"test\",route=\"/things/{id}\",le=\"+Inf\"}");
    }

    @Test
    void what_a_client_makes_up_adds_no_line() throws IOException {
        for (int i = 0; i < 20; i++) {
            client.get("/made/up/" + i);
            client.send("MADE" + i, "/made", "");
            try (var raw = new RawClient(service.port())) {
                raw.send("M" + i + " /in\u00e9" + i + " HTTP/1." + i + "\r\n\r\n")
                        .readToEnd();
            }
        }
        awaitValue("20", requests("GET", "unknown", 404));
        awaitValue("20", requests("OTHER", "unknown", 404));
        awaitValue("18", requests("OTHER", "unknown", 505));
        awaitValue("2", requests("OTHER", "unknown", 400)); // HTTP/1.0 and 1.1, both without a Host
        var counted = page().lines()
                .filter(line -> line.startsWith("http_requests_total"))
                .count();
        assertTrue(counted < 10, counted + " lines");
    }

    @Test
    void the_page_tells_of_the_process_and_of_the_request_that_reads_it() {
        assertEquals("1", value("http_requests_in_flight{service=\"test\"}"));
        assertTrue(Double.parseDouble(value("jvm_memory_used_bytes{area=\"heap\"}")) > 1e6);
        assertTrue(Double.parseDouble(value("jvm_memory_used_bytes{area=\"nonheap\"}")) > 1e6);
        var start = Double.parseDouble(value("process_start_time_seconds"));
        var age = System.currentTimeMillis() / 1e3 - start;
        assertTrue(age > 0 && age < 3600, "started " + age + " s ago");
    }

    @Test
    void a_service_adds_its_own() {
        metrics.counter("cups_total", "Cups.").increment();
        assertEquals("1", value("cups_total"));
    }

    /** Checks that this is the only new line of the log. */
    private void assertLine(String pattern) {
        TestClient.await("a line", () -> !log.queue.isEmpty());
        assertEquals(1, log.queue.size(), log.queue.toString());
        var line = log.queue.remove();
        assertTrue(line.matches("INFO " + pattern), line);
    }

    @Test
    void a_client_that_breaks_off_in_its_body_is_gone_and_no_fault_of_ours() throws IOException {
        try (var raw = new RawClient(service.port())) {
            raw.send("POST /bodies HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
        }
        awaitValue("1", requests("POST", "unknown", 0).replace("\"0\"", "\"gone\""));
        assertLine("POST /bodies client went away .*");
    }

    @Test
    void a_wrong_method_has_its_line_even_where_programs_ask_again_and_again() {
        client.get("/health/live");
        client.send("PUT", "/health/live", "");
        assertLine("PUT /health/live 405 .*");
    }

    @Test
    void each_request_is_one_short_line_of_the_log() throws IOException {
        client.send(client.request("/things/7?token=secret").header("Authorization", "secret"));
        assertLine("GET /things/7 200 \\d+ ms");
        try (var raw = new RawClient(service.port())) {
            raw.send("GE\nT /\u00e9" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .readToEnd();
        }
        assertLine("GE\\?T\\?/\\?x{193}\\.\\.\\. 400 \\d+ ms");
    }

    @Test
    void a_failure_of_the_server_is_a_warning() {
        client.get("/broken");
        TestClient.await("a line", () -> !log.queue.isEmpty());
        assertTrue(log.queue.remove().startsWith("WARNING GET /broken 504 "));
        assertThrows(UncheckedIOException.class, () -> client.get("/silent"));
        TestClient.await("a line", () -> !log.queue.isEmpty());
        assertTrue(log.queue.remove().startsWith("WARNING GET /silent no answer "));
    }

    @Test
    void the_time_of_a_line_is_after_the_work_and_before_the_answer_so_nested_calls_sort() {
        var working = Instant.parse(client.get("/now").data().asText());
        var answered = Instant.now();
        TestClient.await("a line", () -> !log.times.isEmpty());
        var time = log.times.remove();
        assertTrue(time.isAfter(working) && time.isBefore(answered), working + " " + time + " " + answered);
    }

    @Test
    void what_programs_ask_all_the_time_is_counted_but_not_logged() {
        client.get("/health/live");
        page();
        client.get("/things/7");
        awaitValue("1", requests("GET", "/health/live", 200));
        assertLine("GET /things/7 .*");
    }
}
