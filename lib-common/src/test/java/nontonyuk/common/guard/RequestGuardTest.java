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
            var seen = request.rawPath() + "?" + request.rawQuery() + " of "
                    + request.header("Host").get();
            return Response.ok(new String(request.body()), request.header("X").orElse(seen));
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
                arguments("LF for CRLF", line("GET /in HTTP/1.1\nX: y"), 400, "bad-header"),
                arguments("CR for CRLF", "GET /in HTTP/1.1\rHost: a\r\r", 400, "bad-header"),
                arguments("a blank in the target", line("POST /x y HTTP/1.1"), 400, "bad-target"),
                arguments("two blanks", line("GET  /in HTTP/1.1"), 400, "bad-target"),
                arguments("a blank at the end", line("GET /in HTTP/1.1 "), 505, "version-not-supported"),
                arguments("a tab", line("GET\t/in HTTP/1.1"), 400, "bad-target"),
                arguments("not ASCII", line("GET /in?q=\u00c3\u00a9 HTTP/1.1"), 400, "bad-target"),
                arguments("absolute with a user", line("GET http://u@a/in HTTP/1.1"), 400, "bad-host"),
                arguments("absolute without a host", line("GET http:///in HTTP/1.1"), 400, "bad-target"),
                arguments("absolute, no Host", "GET http://a/in HTTP/1.1\r\n\r\n", 400, "bad-host"),
                arguments("ftp", line("GET ftp://a/in HTTP/1.1"), 400, "bad-target"),
                arguments("authority", line("CONNECT a:80 HTTP/1.1"), 400, "bad-target"),
                arguments("a scheme alone", line("GET http:/in HTTP/1.1"), 400, "bad-target"),
                arguments("two slashes", line("GET //evil.test/in HTTP/1.1"), 400, "bad-target"),
                arguments("fragment", line("GET /in#x HTTP/1.1"), 400, "bad-target"),
                arguments("method", line("G@T /in HTTP/1.1"), 400, "bad-method"),
                arguments("no method", line(" /in HTTP/1.1"), 400, "bad-method"),
                arguments("LF in method", line("GE\nT /in HTTP/1.1"), 400, "bad-header"),
                arguments("long method", line("G".repeat(21) + " /in HTTP/1.1"), 400, "bad-method"),
                arguments("NUL", get("X: a\0b\r\n"), 400, "bad-header"),
                arguments("BEL", get("X: a\7b\r\n"), 400, "bad-header"),
                arguments("fold", get("X: a\r\n b\r\n"), 400, "bad-header"),
                arguments("fold with a tab", get("X: a\r\n\tb\r\n"), 400, "bad-header"),
                arguments("fold with a control", get("X: a\r\n\1b\r\n"), 400, "bad-header"),
                arguments("control at the start", get("X: \1a\r\n"), 400, "bad-header"),
                arguments("control at the end", get("X: a\37\r\n"), 400, "bad-header"),
                arguments("bare CR", get("X: a\rY: b\r\n"), 400, "bad-header"),
                arguments("bare CR and blank", get("X: a\r b\r\n"), 400, "bad-header"),
                arguments("bare LF", get("X: a\nY: b\r\n"), 400, "bad-header"),
                arguments("two CR", get("X: a\r\r\n"), 400, "bad-header"),
                arguments("DEL", get("X: a\177b\r\n"), 400, "bad-header"),
                arguments("long target", line("GET /in/" + "x".repeat(8 * 1024) + " HTTP/1.1"), 414, "target-too-long"),
                arguments("100 headers more", get("X: y\r\n".repeat(100)), 431, "headers-too-large"),
                arguments("100 other headers", get(numbered(100)), 431, "headers-too-large"),
                arguments("a large header", get("X: " + "y".repeat(16 * 1024) + "\r\n"), 431, "headers-too-large"),
                arguments("250 headers", get(numbered(250)), 431, "headers-too-large"),
                arguments("a head without an end", get("X: " + "y".repeat(18_000)), 431, "headers-too-large"),
                arguments("a line without an end", "GET /" + "y".repeat(17_000), 414, "target-too-long"),
                arguments("line breaks without an end", "\r\n".repeat(40_000), 414, "target-too-long"));
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

    static Stream<Arguments> badFraming() {
        var chunked = "Transfer-Encoding: chunked\r\n";
        return Stream.of(
                arguments("CL, TE", "Content-Length: 5\r\n" + chunked, "400 bad-transfer-encoding"),
                arguments("TE, CL", chunked + "Content-Length: 5\r\n", "400 bad-transfer-encoding"),
                arguments("TE gzip", "Transfer-Encoding: gzip\r\n", "501 unknown-transfer-encoding"),
                arguments("TE list", "Transfer-Encoding: gzip, chunked\r\n", "501 unknown-transfer-encoding"),
                arguments("TE list 2", "Transfer-Encoding: chunked, gzip\r\n", "501 unknown-transfer-encoding"),
                arguments("TE empty", "Transfer-Encoding:\r\n", "501 unknown-transfer-encoding"),
                arguments("TE VT", "Transfer-Encoding: \13chunked\r\n", "400 bad-header"),
                arguments("TE twice", chunked + chunked, "501 unknown-transfer-encoding"),
                arguments("TE space", "Transfer-Encoding : chunked\r\n", "400 bad-header"),
                arguments("CL twice", "Content-Length: 5\r\nContent-Length: 5\r\n", "400 bad-content-length"),
                arguments("CL two", "Content-Length: 5\r\nContent-Length: 6\r\n", "400 bad-content-length"),
                arguments("CL list", "Content-Length: 5, 5\r\n", "400 bad-content-length"),
                arguments("CL hex", "Content-Length: 0x5\r\n", "400 bad-content-length"),
                arguments("CL empty", "Content-Length: \r\n", "400 bad-content-length"),
                arguments("CL -5", "Content-Length: -5\r\n", "400 bad-content-length"),
                arguments("CL 20 nines", "Content-Length: " + "9".repeat(20) + "\r\n", "400 bad-content-length"),
                arguments("no colon", "XYZ\r\n", "400 bad-header"),
                arguments("space in name", "X Y: z\r\n", "400 bad-header"),
                arguments("no name", ": z\r\n", "400 bad-header"),
                arguments("chunk +5", chunked + "\r\n+5\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk -5", chunked + "\r\n-5\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk 0x5", chunked + "\r\n0x5\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk blank", chunked + "\r\n 5\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk empty", chunked + "\r\n\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk 2^32", chunked + "\r\n100000005\r\nhello\r\n0\r\n", "413 body-too-large"),
                arguments("chunk 2^64", chunked + "\r\n10000000000000005\r\n", "400 bad-transfer-encoding"),
                arguments("chunk short", chunked + "\r\n4\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk LF", chunked + "\r\n5\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("chunk CR", chunked + "\r\n5\rhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("ext LF", chunked + "\r\n5;a\nb\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("ext NUL", chunked + "\r\n5;\0\r\nhello\r\n0\r\n", "400 bad-transfer-encoding"),
                arguments("long ext", chunked + "\r\n5;" + "x".repeat(9_000), "400 bad-transfer-encoding"),
                arguments("trailers", chunked + "\r\n0\r\n" + "A: b\r\n".repeat(200), "431 headers-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFraming")
    void a_body_whose_end_is_not_certain_is_refused(String what, String headers, String refusal) throws IOException {
        var expected = refusal.split(" ");
        what_is_wrong_is_told_and_the_connection_closed(
                what, post(headers), Integer.parseInt(expected[0]), expected[1]);
    }

    static Stream<Arguments> chunkedBodies() {
        return Stream.of(
                arguments("5\r\nhello\r\n0\r\n\r\n", "hello"),
                arguments("0\r\n\r\n", ""),
                arguments("2\r\nhe\r\n003\r\nllo\r\n000\r\n\r\n", "hello"),
                arguments("5;a=b\r\nhello\r\n0;c\r\n\r\n", "hello"),
                arguments("5\r\nhello\r\n0\r\nX: y\r\n\r\n", "hello"),
                arguments("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
                arguments("1\r\n\n\r\n0\r\n\r\n", "\\n"),
                arguments("10000\r\n" + "x".repeat(65_536) + "\r\n0\r\n\r\n", "x".repeat(65_536)));
    }

    @ParameterizedTest
    @MethodSource("chunkedBodies")
    void a_chunked_body_is_read(String chunks, String body) throws IOException {
        var answer = sent(post("Transfer-Encoding: Chunked\r\n") + chunks + get("X: next\r\nConnection: close\r\n"));
        assertTrue(answer.contains("\"message\":\"" + body + "\""), answer);
        assertTrue(answer.contains("\"data\":\"next\""), answer);
        assertFalse(answer.contains("\"data\":\"y\""), "the trailer became a header");
    }

    @Test
    void a_client_that_waits_for_100_gets_it_unless_the_body_is_refused() throws IOException {
        try (var client = new RawClient(service.port())) {
            client.send(post("Expect: 100-continue\r\nContent-Length: 2\r\n"));
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHeaders());
            assertTrue(client.send("hi").readAnswer().contains("\"message\":\"hi\""));
            client.send(post("Expect: 100-continue\r\nContent-Length: 99999\r\n"));
            assertTrue(client.readAnswer().startsWith("HTTP/1.1 413"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/in?q=a|b{c}d^e`f[g]\"<>\\, /in?q=a%7Cb%7Bc%7Dd%5Ee%60f[g]%22%3C%3E%5C of a",
        "/in/a|b[c], /in/a%7Cb%5Bc%5D?null of a",
        "http://b:80/in/x?y=z, /in/x?y=z of b:80",
        "HTTPS://[::1]/in, /in?null of [::1]",
    })
    void a_target_has_one_form(String target, String seen) throws IOException {
        var answer = sent("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.contains("\"data\":\"" + seen + "\""), answer);
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                arguments("fold at once", "GET /in HTTP/1.1\r\n X: y\r\nHost: a\r\n\r\n", 400, "bad-header"),
                arguments("control in path", line("GET /in\1 HTTP/1.1"), 400, "bad-target"),
                arguments("bad escape", line("GET /in/%zz HTTP/1.1"), 400, "bad-target"),
                arguments("a lone percent sign", line("GET /in?q=5% HTTP/1.1"), 400, "bad-target"),
                arguments("no version", line("GET /in"), 400, "bad-target"),
                arguments("one word", line("GET"), 400, "bad-target"),
                arguments("nothing but lines", "\r\n\r\nX\r\n\r\n", 400, "bad-target"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLines")
    void a_line_that_is_none_is_told_too(String what, String request, int status, String code) throws IOException {
        what_is_wrong_is_told_and_the_connection_closed(what, request, status, code);
    }

    @Test
    void the_server_as_a_whole_has_no_options() throws IOException {
        assertTrue(sent(line("OPTIONS * HTTP/1.1\r\nConnection: close")).startsWith("HTTP/1.1 404"));
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
            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
            assertTrue(answer.contains("Connection: close"), answer);
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
