package nontonyuk.gateway.web;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/nontonyuk/gateway/web");
    private static final Pattern USE = Pattern.compile("(?:src|href)=\"/web/([^\"]+)\"|from \"\\./([^\"]+)\"");

    @AutoClose
    private static final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private static TestClient.Answer get(String path) {
        return gateway.anonymous().get(path);
    }

    private static String source(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    static Set<String> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, text/html; charset=utf-8",
        "app.js, text/javascript; charset=utf-8",
        "style.css, text/css; charset=utf-8",
        "icon.svg, image/svg+xml"
    })
    void each_file_has_its_type(String file, String type) {
        assertEquals(type, get("/web/" + file).expect(200).header("Content-Type"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_file_is_served_as_it_is_and_loads_nothing_from_another_host(String file) throws IOException {
        var answer = get("/web/" + file).expect(200);
        assertEquals(source(file), answer.text());
        assertEquals(
                "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                answer.header("Content-Security-Policy"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        assertEquals("private, max-age=0", answer.header("Cache-Control"));
    }

    @Test
    void a_browser_that_has_the_file_gets_a_304() {
        var tag = get("/web/app.js").header("ETag");
        var again = gateway.anonymous()
                .send(gateway.anonymous().request("/web/app.js").header("If-None-Match", tag))
                .expect(304);
        assertEquals("", again.text());
        assertEquals(tag, again.header("ETag"));
        assertNotEquals(tag, get("/web/api.js").header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.js",
                "..",
                "../application",
                "../web/app.js",
                "..%2fweb%2fapp.js",
                "..%2F..%2F..%2Fopenapi.json",
                "%2e%2e%2fapp.js",
                "./app.js",
                "app.js/",
                "app.js/x",
                "/app.js",
                "app.js%00",
                "app%2ejs%2e",
                "App.js",
                "APP.JS",
                "app",
                ".js",
                "app.min.js",
                "WebFiles.class",
                "package-info.class",
                "package-info.java",
                "..%5capp.js",
                "%C3%A4.js",
                ""
            })
    void any_other_name_is_a_404(String name) {
        var answer = gateway.send("GET", "/web/" + name, "Connection: close\r\n", "");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        assertTrue(answer.contains("no-such-path"), answer);
    }

    @Test
    void a_file_is_only_read() {
        gateway.anonymous().post("/web/app.js", "{}").expect(405, "method-not-allowed");
    }

    @Test
    void each_file_that_the_page_uses_is_there_and_each_file_is_used() throws IOException {
        var used = new TreeSet<>(Set.of("index.html"));
        for (var file : files()) {
            USE.matcher(source(file))
                    .results()
                    .flatMap(use -> Stream.of(use.group(1), use.group(2)))
                    .filter(name -> name != null)
                    .forEach(used::add);
        }
        assertEquals(files(), used);
    }

    /** A film may be called {@code <img src=x onerror=alert(1)>}: its name is text everywhere. */
    @ParameterizedTest
    @MethodSource("files")
    void no_file_makes_html_from_data_and_none_has_a_script_or_a_style_inside(String file) throws IOException {
        var source = source(file);
        for (var made : new String[] {
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "createContextualFragment",
            "document.write",
            "eval(",
            "new Function",
            "style=",
            "<style",
            "<script>",
            "javascript:"
        }) assertFalse(source.contains(made), file + " has " + made);
        var foreign = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)\\S*|[\"'(]//\\w\\S*")
                .matcher(source)
                .results()
                .map(match -> match.group())
                .toList();
        assertTrue(foreign.isEmpty(), file + " names " + foreign);
    }
}
