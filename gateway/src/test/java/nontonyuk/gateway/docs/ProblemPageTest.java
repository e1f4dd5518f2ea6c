package nontonyuk.gateway.docs;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that draws the problems. A browser checks the drawing on each machine that has Chromium or Chrome. */
class ProblemPageTest {
    private static final ProblemType HTML_IN_TEXT =
            new ProblemType("a-code", 400L, "<b>", "<script>", "a & b", "\"quoted\"", null);

    @TempDir
    private Path profile;

    private Service service = serve(ProblemTypes.read());

    private static Service serve(ProblemTypes problems) {
        var routes = new Router(TestTokens.verifier())
                .get("/problems", Access.OPEN, problems::list)
                .get("/problems/{code}", Access.OPEN, problems::byCode);
        return Service.start("gateway", Settings.of(Map.of()), 0, routes);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private TestClient.Answer get(String path) {
        return TestClient.to(service.port()).get(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems", "/problems/token-missing", "/problems/invalid-request"})
    void a_page_needs_nothing_but_itself_and_its_json(String path) {
        var answer = get(path);
        var page = answer.text();
        assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'none';"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        for (var foreign : new String[] {"src=", "url(", "@import", "<link", "http", "<script ", "style=", " on"})
            assertFalse(page.replaceAll("(?s)<script>.*</script>", "").contains(foreign), foreign);
        assertEquals(List.of("fetch(\"?json\")"), found("(fetch|import)\\(.*?\\)", page));
        assertTrue(page.contains("name=\"viewport\""));
        assertTrue(page.contains("prefers-color-scheme: dark"));
        assertTrue(page.contains("This product uses the TMDB API but is not endorsed or certified by TMDB."));
    }

    @Test
    void the_policy_allows_the_script_and_the_style_of_the_page_alone() throws Exception {
        var answer = get("/problems");
        var script = found("(?s)(?<=<script>).*?(?=</script>)", answer.text());
        var style = found("(?s)(?<=<style>).*?(?=</style>)", answer.text());
        assertEquals("1 1", script.size() + " " + style.size());
        assertEquals(
                "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                        + " style-src 'sha256-%s'; script-src 'sha256-%s'"
                                .formatted(hash(style.get(0)), hash(script.get(0))),
                answer.header("Content-Security-Policy"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(r -> r.group())
                .toList();
    }

    private static String hash(String text) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sha);
    }

    @Test
    void no_text_becomes_html() {
        var page = get("/problems").text();
        for (var danger : new String[] {"innerHTML", "outerHTML", "insertAdjacentHTML", "write(", "eval", "Function("})
            assertFalse(page.contains(danger), danger);
    }

    @Test
    void without_javascript_the_page_links_to_the_json() {
        var linked = found(
                "(?s)<noscript>.*<a href=\"\\?json\">.*</noscript>",
                get("/problems").text());
        assertEquals(1, linked.size());
    }

    @Test
    void a_browser_draws_the_list_with_a_link_to_each_problem() throws Exception {
        var drawn = drawn("/problems");
        get("/problems?json").data().forEach(problem -> {
            var code = problem.path("code").asText();
            assertTrue(drawn.contains("<a href=\"/problems/" + code + "\"><code>" + code + "</code></a>"), code);
        });
        assertTrue(drawn.contains("<h2>Status 400</h2>") && drawn.contains("<h2>Status 505</h2>"));
    }

    @Test
    void a_browser_draws_the_faults_of_fields() throws Exception {
        var drawn = drawn("/problems/invalid-request");
        get("/problems/invalid-request?json").data().path("faults").forEach(fault -> {
            var code = fault.path("code").asText();
            assertTrue(drawn.contains("<dt id=\"%1$s\"><code>%1$s</code></dt>".formatted(code)), code);
        });
        assertTrue(drawn.contains("<title>Invalid request · Nonton Yuk</title>"));
        assertFalse(drawn("/problems/seat-taken").contains("<h2>The faults of fields</h2>"));
    }

    @Test
    void a_browser_takes_no_letter_of_a_text_for_html() throws Exception {
        service.close();
        service = serve(new ProblemTypes(List.of(HTML_IN_TEXT)));
        var drawn = drawn("/problems/a-code");
        assertTrue(drawn.contains("<h1>&lt;b&gt;</h1>"));
        assertTrue(drawn.contains("<p>&lt;script&gt;</p><h2>Why</h2><p>a &amp; b</p>"));
        assertTrue(drawn.contains("<p>\"quoted\"</p>"));
    }

    private String drawn(String path) throws IOException, InterruptedException {
        var browser = browser();
        assumeTrue(browser.isPresent(), "there is no Chromium or Chrome on this machine");
        var options = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
                + " --disable-background-networking --disable-component-update --virtual-time-budget=4000 --dump-dom";
        var command = Stream.of(
                        Stream.of(browser.get().toString()),
                        Stream.of(options.split(" ")),
                        Stream.of("--user-data-dir=" + profile, "http://127.0.0.1:" + service.port() + path))
                .flatMap(part -> part)
                .toList();
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var dom = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), dom);
        return dom;
    }

    private static Optional<Path> browser() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "google-chrome").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
