package nontonyuk.gateway.docs;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomePageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @AutoClose
    private static final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private static TestClient.Answer get(String path, String accept) {
        return gateway.anonymous().send(gateway.anonymous().request(path).header("Accept", accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/openapi.json"})
    void a_browser_gets_the_list_of_routes_in_two_languages_that_needs_nothing_from_elsewhere(String path) {
        var answer = get(path, BROWSER).expect(200);
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
        assertEquals("Accept", answer.header("Vary"));
        assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'none'; connect-src 'self';"));
        assertTrue(answer.text().contains("Type these lines") && answer.text().contains("Ketik baris-baris ini"));
        for (var foreign : new String[] {" src=", "url(", "@import", "<link", "//cdn", "innerHTML", " onclick"})
            assertFalse(answer.text().contains(foreign), foreign);
    }

    @Test
    void a_browser_gets_the_page_for_customers_at_the_root() {
        var answer = get("/", BROWSER).expect(200);
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
        assertEquals("Accept", answer.header("Vary"));
        assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'self';"));
        assertTrue(
                answer.text().contains("src=\"/web/app.js\"") && answer.text().contains("href=\"/api\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.9", "image/png", ""})
    void a_program_gets_json(String accept) {
        for (var path : new String[] {"/", "/api", "/api/"})
            assertTrue(get(path, accept).expect(404, "no-such-path").detail().contains("/openapi.json"));
        assertEquals(
                "3.1.1",
                get("/openapi.json", accept).expect(200).json().path("openapi").asText());
        gateway.anonymous().post("/api", "{}").expect(405, "method-not-allowed");
    }

    @Test
    void the_list_has_links_to_the_json_and_to_the_page() {
        assertTrue(get("/api", BROWSER).text().contains("href=\"/\""));
        assertTrue(get("/api", BROWSER).text().contains("href=\"/openapi.json?json\""));
        assertEquals(
                "3.1.1",
                get("/openapi.json?json", BROWSER).json().path("openapi").asText());
    }
}
