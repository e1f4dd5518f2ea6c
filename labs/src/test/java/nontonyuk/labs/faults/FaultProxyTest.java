package nontonyuk.labs.faults;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Checks the bytes that a client gets, and whether the service gets the request. */
class FaultProxyTest {
    private static final String BODY = "0123456789";

    @AutoClose
    private final MockWebServer service = new MockWebServer();

    @AutoClose
    private FaultProxy proxy;

    @AutoClose
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        service.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body(BODY).build();
            }
        });
        service.start();
        proxy = FaultProxy.start(Ports.free(), service.url("/").uri());
        client = connect(proxy);
    }

    private static Socket connect(FaultProxy proxy) throws IOException {
        var socket = new Socket("127.0.0.1", URI.create(proxy.url()).getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private InputStream ask(String fault) throws IOException {
        proxy.set(Fault.read(fault));
        var request = "POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
        client.getOutputStream().write(request.getBytes());
        return client.getInputStream();
    }

    private static String read(InputStream answer) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n" + BODY)) {
            int next = answer.read();
            if (next < 0) throw new IOException("ended after " + text);
            text.append((char) next);
        }
        return text.toString();
    }

    private String readUntilItStalls(InputStream answer) throws IOException {
        client.setSoTimeout(700);
        var text = new StringBuilder();
        try {
            while (true) {
                int next = answer.read();
                if (next < 0) throw new AssertionError("closed after " + text);
                text.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            return text.toString();
        }
    }

    private static long millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void without_a_fault_all_passes_on_one_connection() throws Exception {
        for (int i = 1; i <= 3; i++) {
            assertTrue(read(ask("none")).startsWith("HTTP/1.1 200 "));
            var request = service.takeRequest();
            assertEquals("/x?y", request.getTarget());
            assertEquals("abc", request.getBody().utf8());
            assertEquals(i, proxy.forwarded());
        }
    }

    private String askSwitch(String method, String fault) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(proxy.url() + "/faults"))
                .method(method, HttpRequest.BodyPublishers.ofString(fault))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().strip();
    }

    @Test
    void the_fault_is_read_and_set_over_http_also_while_nothing_else_is_answered() throws Exception {
        assertEquals("200 none", askSwitch("GET", ""));
        assertEquals("200 stall-before", askSwitch("PUT", "stall-before"));
        assertEquals("200 stall-before", askSwitch("GET", ""));
        assertTrue(askSwitch("PUT", "noise").startsWith("400 Say one of: none, latency"));
        assertEquals("200 hold", askSwitch("PUT", "hold"));
        var held = ask("hold");
        TestClient.await("an answer that is held", () -> proxy.held() == 1);
        assertEquals("200 none", askSwitch("PUT", "none"));
        read(held);
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void latency_makes_it_late() throws Exception {
        long start = System.nanoTime();
        read(ask("latency 300"));
        assertTrue(millisecondsSince(start) >= 300);
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void a_stall_before_the_answer_sends_nothing_and_lets_the_service_work() throws Exception {
        var answer = ask("stall-before");
        service.takeRequest();
        assertEquals("", readUntilItStalls(answer));
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void a_stall_inside_sends_half_of_the_body() throws Exception {
        var came = readUntilItStalls(ask("stall-inside"));
        assertTrue(came.endsWith("\r\n\r\n01234"), came);
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void a_reset_is_one() throws Exception {
        var answer = ask("reset");
        var failure = assertThrows(SocketException.class, answer::read);
        assertTrue(failure.getMessage().contains("reset"), failure.getMessage());
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void a_cut_closes_after_half_of_the_body() throws Exception {
        var came = new String(ask("cut").readAllBytes());
        assertTrue(came.endsWith("\r\n\r\n01234"), came);
        assertEquals(1, proxy.forwarded());
    }

    @Test
    void a_drip_comes_byte_by_byte() throws Exception {
        long start = System.nanoTime();
        var came = read(ask("drip 2"));
        assertTrue(millisecondsSince(start) >= 2L * came.length() - 2);
        assertEquals(1, proxy.forwarded());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void an_error_comes_without_the_service(int status) throws Exception {
        client.setSoTimeout(700);
        var came = readUntilItStalls(ask("error " + status));
        assertEquals("HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\n\r\n", came);
        assertEquals(0, proxy.forwarded());
        assertEquals(0, service.getRequestCount());
    }

    @Test
    void when_the_fault_is_over_all_is_well_again() throws Exception {
        ask("cut").readAllBytes();
        client = connect(proxy);
        assertTrue(read(ask("none")).endsWith(BODY));
    }

    @Test
    void a_service_that_is_not_there_closes_the_connection() throws Exception {
        // A closed port can accept connections while another test starts a process: the new process inherits it.
        try (var toNobody = FaultProxy.start(Ports.free(), URI.create("http://127.0.0.1:9"))) {
            client = connect(toNobody);
            assertEquals(-1, ask("none").read());
            assertEquals(0, toNobody.forwarded());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Say one of: none",
        "slow, Say one of: none",
        "latency x, Say one of: none",
        "latency 60001, Say latency 0..60000.",
        "error 404, Say error 500..599.",
        "cut 1, Say cut.",
    })
    void what_is_no_fault_is_explained(String text, String message) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Fault.read(text));
        assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
    }

    @Test
    void a_fault_is_written_as_it_is_read() {
        for (var text : new String[] {"none", "stall-inside", "drip 5", "error 503"})
            assertEquals(text, Fault.read(text).toString());
        assertEquals("error 500", Fault.read(" error ").toString());
    }

    @Test
    void a_proxy_that_is_down_refuses_connections_until_it_is_up() throws IOException {
        assertTrue(read(ask("none")).endsWith(BODY));
        proxy.down();
        assertTrue(client.getInputStream().read() < 0);
        assertThrows(ConnectException.class, () -> connect(proxy));
        proxy.up();
        client = connect(proxy);
        assertTrue(read(ask("none")).endsWith(BODY));
        assertEquals(2, proxy.forwarded());
    }
}
