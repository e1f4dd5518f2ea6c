package nontonyuk.labs.faults;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.labs.faults.FaultProxy.Rule;
import nontonyuk.labs.running.Race;
import nontonyuk.sql.Ports;
import org.junit.jupiter.api.*;

/** Checks what a proxy knows of the requests behind it, and the faults that need that knowledge. */
class TrafficTest {
    private static final int CROWD = 64;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @AutoClose
    private final MockWebServer service = new MockWebServer();

    private final CountDownLatch goOn = new CountDownLatch(1);

    @AutoClose
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        var together = new CyclicBarrier(CROWD);
        service.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                var path = request.getUrl().encodedPath();
                try {
                    if (path.equals("/together")) together.await(30, TimeUnit.SECONDS);
                    if (path.equals("/slow")) goOn.await(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                    return new MockResponse.Builder().code(500).build();
                }
                return new MockResponse.Builder().code(201).body("made").build();
            }
        });
        service.start();
        proxy = FaultProxy.start(Ports.free(), service.url("/").uri());
    }

    private Socket send(String path) throws IOException {
        var client = new Socket("127.0.0.1", URI.create(proxy.url()).getPort());
        client.setSoTimeout(30_000);
        var request = "POST " + path + " HTTP/1.1\r\nHost: a\r\nTraceparent: 00-" + TRACE
                + "-00f067aa0ba902b7-01\r\nContent-Length: 3\r\n\r\nabc";
        client.getOutputStream().write(request.getBytes());
        return client;
    }

    private String ask(String path) throws IOException {
        try (var client = send(path)) {
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes());
        }
    }

    private void fail(String fault) {
        proxy.add(new Rule(request -> true, Fault.read(fault), 1));
    }

    @Test
    void an_exchange_has_both_messages_and_the_trace() throws IOException {
        assertTrue(ask("/orders?x=%20").endsWith("made"));
        var exchange = proxy.exchanges().get(0);
        assertEquals(
                "POST /orders?x=%20 abc",
                exchange.request().method() + " " + exchange.request().target() + " "
                        + exchange.request().text());
        assertEquals("201 made", exchange.status() + " " + exchange.answer().text());
        assertEquals("4", exchange.answer().header("content-length"));
        assertEquals(TRACE, exchange.traceId());
        assertTrue(exchange.begin() < exchange.end());
    }

    @Test
    void sixty_four_requests_are_inside_at_once() {
        var race = Race.of(CROWD, i -> {
            try {
                return ask("/together");
            } catch (IOException e) {
                return "" + e;
            }
        });
        assertTrue(race.results().stream().allMatch(answer -> answer.endsWith("made")), "" + race.results());
        assertEquals(CROWD, proxy.most());
        assertEquals(0, proxy.inFlight());
        assertEquals(CROWD, proxy.exchanges().size());
        assertEquals(CROWD, Exchange.mostAtOnce(proxy.exchanges()));
        proxy.clear();
        assertEquals(0, proxy.most());
        assertEquals(0, proxy.exchanges().size());
    }

    @Test
    void requests_for_health_are_in_no_number() throws IOException {
        try (var client = new Socket("127.0.0.1", URI.create(proxy.url()).getPort())) {
            client.getOutputStream().write("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
            assertEquals('H', client.getInputStream().read());
        }
        assertEquals(0, proxy.most() + proxy.forwarded() + proxy.exchanges().size());
    }

    @Test
    void a_reset_comes_while_the_service_works() throws IOException {
        fail("reset");
        try (var client = send("/slow")) {
            assertThrows(SocketException.class, client.getInputStream()::read);
            assertEquals(1, proxy.inFlight());
            goOn.countDown();
            await("the answer", () -> proxy.exchanges().size() == 1);
            assertFalse(proxy.exchanges().get(0).answeredBeforeFault());
        }
    }

    @Test
    void a_reset_after_comes_when_the_service_has_answered() throws IOException {
        fail("reset-after");
        try (var client = send("/orders")) {
            assertThrows(SocketException.class, client.getInputStream()::read);
            var exchange = proxy.exchanges().get(0);
            assertEquals(201, exchange.status());
            assertTrue(exchange.answeredBeforeFault());
        }
    }

    @Test
    void a_held_answer_comes_when_it_is_released() throws IOException {
        fail("hold");
        try (var client = send("/orders")) {
            await("it to be held", () -> proxy.held() == 1);
            assertEquals(201, proxy.exchanges().get(0).status());
            assertEquals(0, client.getInputStream().available());
            proxy.release();
            assertEquals('H', client.getInputStream().read());
            assertEquals(0, proxy.held());
        }
    }

    @Test
    void nonsense_is_no_http() throws IOException {
        fail("nonsense");
        assertEquals("This is no HTTP.\r\n\r\n", ask("/orders"));
    }

    @Test
    void an_endless_body_ends_with_its_client() throws IOException {
        fail("endless");
        try (var client = send("/orders")) {
            assertEquals(5_000_000, client.getInputStream().readNBytes(5_000_000).length);
        }
        assertTrue(ask("/orders").endsWith("made"));
    }

    @Test
    void an_error_leaves_the_service_without_the_request() throws IOException {
        fail("error 503");
        assertTrue(ask("/orders").startsWith("HTTP/1.1 503 "));
        assertEquals(0, proxy.exchanges().get(0).status());
        assertEquals(0, service.getRequestCount());
    }
}
