package nontonyuk.common.guard;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Sends requests byte by byte: the router sees the good ones, and the others get a refusal. */
class RequestGuardTest {
    private static final AtomicInteger ACCEPTED = new AtomicInteger();

    @AutoClose
    private static Service service;

    @BeforeAll
    static void start() {
        var routes = new Router(TestTokens.verifier()).any("/in/**", Access.OPEN, request -> {
            ACCEPTED.incrementAndGet();
            var text = new String(request.body());
            return Response.ok(text, request.header("X").orElse(null));
        });
        service = TestClient.serve(routes);
    }

    @BeforeEach
    void resetCount() {
        ACCEPTED.set(0);
    }

    private static String get(String headers) {
        return "GET /in HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private static String post(String headers) {
        return "POST /in HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private static String line(String line) {
        return line + "\r\nHost: a\r\n\r\n";
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("chunked", post("Transfer-Encoding: chunked\r\n"), 411, "length-required"),
                arguments("+5", post("Content-Length: +5\r\n"), 400, "bad-content-length"),
                arguments("-0", post("Content-Length: -0\r\n"), 400, "bad-content-length"),
                arguments("20 digits", post("Content-Length: 00000000000000000005\r\n"), 400, "bad-content-length"),
                arguments("no host", "GET /in HTTP/1.1\r\n\r\n", 400, "bad-host"),
                arguments("no host, 1.0", "GET /in HTTP/1.0\r\n\r\n", 400, "bad-host"),
                arguments("two hosts", get("Host: b\r\n"), 400, "bad-host"),
                arguments("the same twice", get("Host: a\r\n"), 400, "bad-host"),
                arguments("empty host", "GET /in HTTP/1.1\r\nHost: \r\n\r\n", 400, "bad-host"),
                arguments("host list", "GET /in HTTP/1.1\r\nHost: a, b\r\n\r\n", 400, "bad-host"),
                arguments("host path", "GET /in HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "bad-host"),
                arguments("host user", "GET /in HTTP/1.1\r\nHost: u@a\r\n\r\n", 400, "bad-host"),
                arguments("host port", "GET /in HTTP/1.1\r\nHost: a:x\r\n\r\n", 400, "bad-host"),
                arguments("1.2", line("GET /in HTTP/1.2"), 505, "version-not-supported"),
                arguments("2.0", line("GET /in HTTP/2.0"), 505, "version-not-supported"),
                arguments("9.9", line("GET /in HTTP/9.9"), 505, "version-not-supported"),
                arguments("small letters", line("GET /in http/1.1"), 505, "version-not-supported"),
                arguments("LF for CRLF", line("GET /in HTTP/1.1\nX: y"), 505, "version-not-supported"),
                arguments("absolute", line("GET http://evil.test/in HTTP/1.1"), 400, "bad-target"),
                arguments("its own host", line("GET http://a/in HTTP/1.1"), 400, "bad-target"),
                arguments("a scheme alone", line("GET http:/in HTTP/1.1"), 400, "bad-target"),
                arguments("two slashes", line("GET //evil.test/in HTTP/1.1"), 400, "bad-target"),
                arguments("fragment", line("GET /in#x HTTP/1.1"), 400, "bad-target"),
                arguments("method", line("G@T /in HTTP/1.1"), 400, "bad-method"),
                arguments("no method", line(" /in HTTP/1.1"), 400, "bad-method"),
                arguments("LF in method", line("GE\nT /in HTTP/1.1"), 400, "bad-method"),
                arguments("long method", line("G".repeat(21) + " /in HTTP/1.1"), 400, "bad-method"),
                arguments("NUL", get("X: a\0b\r\n"), 400, "bad-header"),
                arguments("BEL", get("X: a\7b\r\n"), 400, "bad-header"),
                arguments("DEL", get("X: a\177b\r\n"), 400, "bad-header"),
                arguments("long target", line("GET /in/" + "x".repeat(8 * 1024) + " HTTP/1.1"), 414, "target-too-long"),
                arguments("100 headers more", get("X: y\r\n".repeat(100)), 431, "headers-too-large"),
                arguments("100 other headers", get(numbered(100)), 431, "headers-too-large"),
                arguments("a large header", get("X: " + "y".repeat(16 * 1024) + "\r\n"), 431, "headers-too-large"));
    }

    private static String numbered(int count) {
        var headers = new StringBuilder();
        for (int i = 0; i < count; i++) headers.append("X-").append(i).append(": y\r\n");
        return headers.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_is_wrong_is_told_and_the_connection_closed(String what, String request, int status, String code)
            throws IOException {
        var answer = sentWithASecondOneBehind(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("\"type\":\"/problems/" + code + "\""), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
    }

    /** The JDK answers these with its own text. The router must not see them. */
    static Stream<Arguments> refusalsOfTheJdk() {
        return Stream.of(
                arguments("CL, TE", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400),
                arguments("TE, CL", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400),
                arguments("TE gzip", post("Transfer-Encoding: gzip\r\n"), 501),
                arguments("TE list", post("Transfer-Encoding: gzip, chunked\r\n"), 501),
                arguments("TE space", post("Transfer-Encoding : chunked\r\n"), 400),
                arguments("CL twice", post("Content-Length: 5\r\nContent-Length: 5\r\n"), 400),
                arguments("CL two", post("Content-Length: 5\r\nContent-Length: 6\r\n"), 400),
                arguments("CL list", post("Content-Length: 5, 5\r\n"), 400),
                arguments("CL hex", post("Content-Length: 0x5\r\n"), 400),
                arguments("CL empty", post("Content-Length: \r\n"), 400),
                arguments("CL -5", post("Content-Length: -5\r\n"), 400),
                arguments("CL 20 nines", post("Content-Length: " + "9".repeat(20) + "\r\n"), 400),
                arguments("no colon", get("XYZ\r\n"), 400),
                arguments("space in name", get("X Y: z\r\n"), 400),
                arguments("no name", get(": z\r\n"), 400),
                arguments("fold at once", "GET /in HTTP/1.1\r\n X: y\r\nHost: a\r\n\r\n", 400),
                arguments("control in path", line("GET /in\1 HTTP/1.1"), 400),
                arguments("bad escape", line("GET /in/%zz HTTP/1.1"), 400),
                arguments("no version", line("GET /in"), 400),
                arguments("star", line("OPTIONS * HTTP/1.1"), 404));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusalsOfTheJdk")
    void what_the_jdk_refuses_comes_no_further(String what, String request, int status) throws IOException {
        var answer = sentWithASecondOneBehind(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("Connection: close"), answer);
    }

    /** Sends the request and a second one, and checks that the router saw neither and one answer came. */
    private static String sentWithASecondOneBehind(String request) throws IOException {
        var answer = sent(request + get(""));
        assertEquals(0, ACCEPTED.get(), "the router saw a request");
        assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, "more than one answer");
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /in HTTP/1.0\r\nHost: a\r\n\r\n",
                "GET /in?q=//x HTTP/1.1\r\nhost: cinema.example:8000\r\nConnection: close\r\n\r\n",
                "GET /in HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n",
                "POST /in HTTP/1.1\r\nHost: a_b\r\nConnection: close\r\n\r\n",
                "\r\nGET /in HTTP/1.1\r\nHost: a\r\nX: \u00c3\u00a9\tb\r\nConnection: close\r\n\r\n",
            })
    void an_ordinary_request_comes_in(String request) throws IOException {
        var answer = sent(request);
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertEquals(1, ACCEPTED.get());
    }

    private static String sent(String request) throws IOException {
        try (var client = new RawClient(service.port())) {
            return client.send(request).readToEnd();
        }
    }

    @Test
    void at_the_limits_it_still_comes_in() throws IOException {
        var target = "/in/" + "x".repeat(8 * 1024 - 4);
        var headers = "Content-Length: 65536\r\nConnection: close\r\nX: " + "y".repeat(16_000);
        var head = "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n";
        for (var request : List.of(head + "z".repeat(65_536), get(numbered(98) + "Connection: close\r\n"))) {
            var answer = sent(request);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
    }

    /**
     * The JDK reads these as ordinary headers before our guard sees them. The result is one request, and no value has a
     * line break.
     */
    @ParameterizedTest
    @ValueSource(strings = {"X: a\r\n b", "X: a\r\n\tb", "X: a\r b", "X: a\n b", "X: a\rY: b", "X: a\nY: b"})
    void a_folded_header_is_one_line_and_a_bare_line_break_ends_a_header(String headers) throws IOException {
        var answer = sent(get("Connection: close\r\n" + headers + "\r\n"));
        var expected = headers.contains("Y") ? "a" : "a b";
        assertTrue(answer.endsWith("\"data\":\"" + expected + "\"}"), answer);
        assertEquals(1, ACCEPTED.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: +5", "Host: b"})
    void what_hides_behind_a_bare_line_break_is_seen(String hidden) throws IOException {
        for (var lineBreak : new String[] {"\r", "\n"}) {
            var answer = sentWithASecondOneBehind(post("X: a" + lineBreak + hidden + "\r\n"));
            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 900_000})
    void a_client_that_sends_all_before_it_reads_gets_the_refusal(int length) throws IOException {
        var answer = sent(post("Content-Length: " + length + "\r\n") + "x".repeat(length));
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertEquals(0, ACCEPTED.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"65537", "1000000000", "9223372036854775807", "9223372036854775808"})
    void a_body_that_is_too_large_is_refused_before_it_comes(String length) throws IOException {
        try (var client = new RawClient(service.port())) {
            var answer = client.send(post("Content-Length: " + length + "\r\n")).readAnswer();
            var expected = length.endsWith("8") ? "400" : "413"; // more than a long: the JDK refuses it
            assertTrue(answer.startsWith("HTTP/1.1 " + expected), answer);
            assertTrue(answer.contains("Connection: close"), answer);
        }
        assertEquals(0, ACCEPTED.get());
    }

    @Test
    void beyond_the_jdks_own_limits_the_connection_ends_without_an_answer() throws IOException {
        for (var large : new String[] {"X: " + "y".repeat(40_000) + "\r\n", numbered(250)}) {
            try (var client = new RawClient(service.port())) {
                client.send(get(large));
                assertTrue(client.isClosed());
            }
        }
        assertEquals(0, ACCEPTED.get());
    }

    @Test
    void a_good_connection_is_kept() throws IOException {
        try (var client = new RawClient(service.port())) {
            for (int i = 0; i < 3; i++) {
                var answer = client.send(post("Content-Length: 2\r\n") + "hi").readAnswer();
                assertTrue(answer.contains("\"message\":\"hi\""), answer);
                assertFalse(answer.contains("Connection: close"), answer);
            }
        }
        assertEquals(3, ACCEPTED.get());
    }
}
