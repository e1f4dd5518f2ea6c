package nontonyuk.gateway.docs;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** What a person reads about the API: its description, and each problem type. It needs no token. */
class ProblemTypesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    @AutoClose
    private static final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private static TestClient.Answer get(String path, String accept) {
        var anonymous = gateway.anonymous();
        return anonymous.send(anonymous.request(path).header("Accept", accept));
    }

    private static JsonNode json(String path) {
        var answer = get(path, "application/json");
        assertEquals("application/json", answer.header("Content-Type"));
        return answer.data();
    }

    private static Set<String> codes(JsonNode list) {
        var codes = new TreeSet<String>();
        list.forEach(entry -> codes.add(entry.path("code").asText()));
        return codes;
    }

    @Test
    void anybody_may_read_what_the_gateway_offers_and_keep_it_for_a_while() {
        var answer = gateway.anonymous().get("/openapi.json");
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("public, max-age=300", answer.header("Cache-Control"));
        assertEquals("3.1.1", answer.json().path("openapi").asText());
    }

    @Test
    void what_an_answer_calls_its_type_can_be_asked_for() {
        var problem = gateway.anonymous().get("/api/orders").json();
        var explained = json(problem.path("type").asText());
        assertEquals("token-missing", explained.path("code").asText());
        assertEquals(problem.path("title"), explained.path("title"));
        assertEquals(problem.path("status").asInt(), explained.path("status").asInt());
        assertTrue(explained.path("what_to_do").asText().startsWith("Log in"));
        assertFalse(explained.has("faults"));
    }

    @Test
    void the_list_has_each_problem_and_each_has_a_page() {
        var codes = codes(json("/problems"));
        assertTrue(codes.containsAll(Set.of("auth-timeout", "movie-timeout", "order-timeout")));
        for (var code : codes)
            assertEquals(200, get("/problems/" + code, BROWSER).status(), code);
    }

    @Test
    void an_invalid_request_has_the_faults_of_fields() {
        var faults = codes(json("/problems/invalid-request").path("faults"));
        assertTrue(faults.contains("too-long"));
    }

    @Test
    void a_text_for_any_service_names_the_one() {
        var text = json("/problems/movie-timeout").toString();
        assertTrue(text.contains("Movie timeout") && text.contains("The service movie did not"));
        assertFalse(text.contains("service}"), text);
        var template = get("/problems/%7Bservice%7D-timeout", BROWSER);
        assertEquals("no-such-problem", template.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html",
                "*/*",
                "''",
                "nonsense",
                ";",
                ", ;;",
                BROWSER,
                "text/html;q=0.5, application/json;q=0.4",
                "application/json;q=0, */*",
                "image/png"
            })
    void a_page_is_the_answer_unless_json_is_wanted_more(String accept) {
        var answer = get("/problems/seat-taken", accept);
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
        assertTrue(answer.text().startsWith("<!DOCTYPE html>"));
        assertEquals("Accept", answer.header("Vary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json",
                "Application/JSON",
                "application/json, text/plain;q=0.5, */*;q=0.1",
                "application/*",
                "text/html;q=0.4,application/json;q=0.5",
                "*/*, text/html;q=0.1"
            })
    void json_is_the_answer_where_it_is_wanted_more(String accept) {
        var answer = get("/problems/seat-taken", accept);
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("seat-taken", answer.data().path("code").asText());
        assertEquals("Accept", answer.header("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems", "/problems/seat-taken"})
    void the_link_of_the_page_leads_to_the_json(String path) {
        var linked = get(path + "?json", BROWSER);
        assertEquals("application/json", linked.header("Content-Type"));
        assertEquals(json(path), linked.data());
        assertEquals("text/html; charset=utf-8", get(path + "?jsonp", BROWSER).header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/nothing", "/problems/Seat-taken", "/problems/%3Cb%3E"})
    void there_is_no_page_for_an_unknown_code(String path) {
        for (var accept : new String[] {BROWSER, "application/json"}) {
            var answer = get(path, accept);
            assertEquals(404, answer.status());
            assertEquals("no-such-problem", answer.problem());
        }
    }
}
