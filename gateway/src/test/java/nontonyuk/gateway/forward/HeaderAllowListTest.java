package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact headers on both sides of the gateway: to the service, and to the client. */
class HeaderAllowListTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofSeconds(5));

    private static Map<String, String> lines(String text) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        text.lines().map(line -> line.split(": ", 2)).forEach(line -> headers.put(line[0], line[1]));
        return headers;
    }

    private static Map<String, String> joined(Map<String, List<String>> given) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        given.forEach((name, values) -> headers.put(name, String.join("|", values)));
        return headers;
    }

    private String send(String method, String headers, String body) {
        return gateway.send(method, "/api/orders", headers.replace("\n", "\r\n"), body);
    }

    /** Headers for one connection only, and headers that claim an identity. */
    private static final String KEPT_FROM_THE_SERVICE = """
            Connection: close, If-Match, X-Forwarded-For, traceparent
            connection: if-none-match ,Forwarded
            If-Match: "1"
            If-None-Match: "2"
            Accept-Encoding: gzip
            Alt-Used: evil.test
            Cookie: a=b
            Expect: 100-continue
            Forwarded: for=1.2.3.4;proto=https
            forwarded: for=_hidden;host=evil.test
            From: evil@evil.test
            HTTP2-Settings: AAMAAABkAAQAAP__
            Keep-Alive: timeout=5
            Max-Forwards: 0
            Origin: https://evil.test
            Proxy: http://evil.test
            Proxy-Authenticate: Basic
            Proxy-Authorization: Basic eDp5
            Proxy-Connection: keep-alive
            Range: bytes=0-1
            Referer: https://evil.test
            TE: trailers
            Trailer: X-Late
            Upgrade: h2c
            Via: 1.1 evil
            X-Client-IP: 1.2.3.4
            X-Cluster-Client-IP: 1.2.3.4
            X-Forwarded: for=1.2.3.4
            X-Forwarded-By: 1.2.3.4
            X-Forwarded-For: 1.2.3.4
            X-Forwarded-Host: evil.test
            X-Forwarded-Port: 443
            X-Forwarded-Prefix: /evil
            X-Forwarded-Proto: https
            X-Forwarded-User: admin
            X-HTTP-Method-Override: DELETE
            X-Original-URL: /service-token
            X-Real-IP: 1.2.3.4
            X-Remote-User: admin
            X-Rewrite-URL: /service-token
            X-Role: admin
            X-User: admin
            X-User-Email: admin@example.com
            X-User-Id: 1
            X_User_Id: 1
            X-User-Role: admin
            """;

    @Test
    void auth_is_told_the_client_s_address_so_that_it_can_check() throws Exception {
        var clients = new ClientAddress(TestGateway.SECRET);
        var words = new ArrayList<>(List.of(clients.headerFor("127.0.0.1")));
        var liar = new ClientAddress("another secret").headerFor("10.0.0.1");
        for (var server : List.of(gateway.auth, gateway.order)) {
            server.enqueue(new MockResponse.Builder().build());
            var path = server == gateway.auth ? "/api/me" : "/api/orders";
            var client = gateway.customer();
            client.send(client.request(path).header(ClientAddress.HEADER, liar));
        }
        var told = gateway.auth.takeRequest().getHeaders().values(ClientAddress.HEADER);
        words.add(clients.headerFor("127.0.0.1")); // a new minute may have begun
        assertEquals(1, told.size());
        assertTrue(words.contains(told.get(0)), told.toString());
        var others = gateway.order.takeRequest().getHeaders().values(ClientAddress.HEADER);
        assertEquals(List.of(), others);
    }

    @Test
    void only_headers_that_are_meant_to_pass_reach_the_service() throws Exception {
        gateway.order.enqueue(new MockResponse.Builder().build());
        var passed = """
                Accept: application/json
                Accept-Language: id
                Content-Type: application/json; charset=utf-8
                Idempotency-Key: k-1
                If-Modified-Since: Tue, 01 Dec 2026 00:00:00 GMT
                User-Agent: curl/8
                """;
        send("POST", passed + "accept: text/plain\n" + KEPT_FROM_THE_SERVICE, "{}");
        var arrived = joined(gateway.order.takeRequest().getHeaders().toMultimap());
        var expected = lines(passed);
        expected.put("Accept", "application/json, text/plain");
        expected.put("Forwarded", "for=127.0.0.1;proto=http;host=\"cinema.test:8000\"");
        expected.put("Via", "1.1 nontonyuk");
        expected.put("X-Forwarded-For", "127.0.0.1");
        expected.put("X-Forwarded-Host", "cinema.test:8000");
        expected.put("X-Forwarded-Proto", "http");
        expected.put("Content-Length", "2");
        expected.put("Host", "127.0.0.1:" + gateway.order.getPort());
        assertTrue(arrived.remove("Authorization").startsWith("Bearer "));
        assertTrue(arrived.remove("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        assertEquals(expected, arrived);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0:0:0:0:0:0:0:1, '\"[0:0:0:0:0:0:0:1]\"'",
        "fe80:0:0:0:1:2:3:4%eth0, '\"[fe80:0:0:0:1:2:3:4]\"'"
    })
    void an_address_is_written_as_rfc_7239_wants_it(String address, String node) {
        assertEquals(node, ForwardedHeaders.node(address));
    }

    @Test
    void a_host_with_quotes_in_it_ends_nothing() {
        assertEquals("\"a\\\";for=b\\\\\"", ForwardedHeaders.quoted("a\";for=b\\"));
    }

    private static final String KEPT_FROM_THE_CLIENT = """
            Access-Control-Allow-Origin: *
            Alt-Svc: h2=":443"
            Content-MD5: x
            Date2: x
            Forwarded: for=1.2.3.4
            HTTP2-Settings: x
            Keep-Alive: timeout=5
            Link: <http://127.0.0.1:8003/x>
            Max-Forwards: 1
            NEL: {}
            Pragma: no-cache
            Proxy-Authenticate: Basic
            Proxy-Authentication-Info: x
            Proxy-Authorization: Basic x
            Proxy-Connection: keep-alive
            Refresh: 0;url=http://127.0.0.1:8003/
            Server: Jetty
            Server-Timing: db;dur=53
            Set-Cookie: a=b
            SourceMap: /x.map
            Strict-Transport-Security: max-age=1
            TE: trailers
            Trailer: X-Late
            Upgrade: h2c
            Via: 1.1 x
            X-AspNet-Version: 1
            X-Backend-Server: order-1
            X-Forwarded-For: 1.2.3.4
            X-Forwarded-Host: 10.0.0.1
            X-Powered-By: Java
            X-Real-IP: 1.2.3.4
            X-Runtime: 0.1
            X-User-Id: 1
            X-User-Role: admin
            """;

    @Test
    void only_headers_that_are_meant_to_pass_come_back() {
        var passed = """
                Allow: GET
                Cache-Control: no-store
                Content-Language: id
                Content-Type: application/json
                ETag: "1"
                Idempotency-Replayed: true
                Location: /orders/5
                Retry-After: 3
                Vary: Accept
                WWW-Authenticate: Bearer
                """;
        var answer = new MockResponse.Builder().code(201).chunkedBody("{\"a\": 1}", 3);
        lines(passed).forEach(answer::addHeader);
        lines(KEPT_FROM_THE_CLIENT).forEach(answer::addHeader);
        answer.addHeader("Vary", "Origin");
        answer.addHeader("Connection", "Last-Modified");
        answer.addHeader("Connection", "close, content-disposition");
        answer.addHeader("Last-Modified", "Tue, 01 Dec 2026 00:00:00 GMT");
        answer.addHeader("Content-Disposition", "attachment");
        gateway.order.enqueue(answer.build());
        var came = gateway.customer().get("/api/orders");
        assertEquals("{\"a\": 1}", came.text());
        var expected = lines(passed);
        expected.put("Location", "/api/orders/5");
        expected.put("Vary", "Accept, Origin");
        expected.put("Content-Length", "8");
        expected.put("X-Content-Type-Options", "nosniff");
        var headers = joined(came.headers().map());
        headers.remove("Date");
        assertTrue(headers.remove("X-Trace-Id").matches("[0-9a-f]{32}"));
        assertEquals(expected, headers);
    }

    @Test
    void no_answer_has_both_a_length_and_an_encoding() {
        var answer = new MockResponse.Builder().code(201).chunkedBody("{}", 1);
        gateway.order.enqueue(answer.addHeader("Content-Length", "2").build());
        var came = send("GET", "Connection: close\n", "").toLowerCase();
        assertTrue(came.startsWith("http/1.1 201 "), came);
        assertTrue(came.contains("content-length: 2\r\n"), came);
        assertFalse(came.contains("transfer-encoding"), came);
    }

    @Test
    void no_request_has_both_a_length_and_an_encoding() throws Exception {
        gateway.order.enqueue(new MockResponse.Builder().build());
        var headers = "Transfer-Encoding: chunked\nConnection: close\nContent-Length: 3\n";
        var came = send("POST", headers + "\n2\n{}\n0\n\n", "");
        if (came.startsWith("HTTP/1.1 200 ")) {
            var arrived = gateway.order.takeRequest().getHeaders();
            assertEquals("2", arrived.get("Content-Length"));
            assertEquals(null, arrived.get("Transfer-Encoding"));
        } else { // the gateway may refuse the request instead
            assertEquals(0, gateway.order.getRequestCount());
        }
    }
}
