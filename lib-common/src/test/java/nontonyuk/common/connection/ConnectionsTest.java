package nontonyuk.common.connection;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.Background;
import nontonyuk.common.JdkProperties;
import nontonyuk.common.access.Access;
import nontonyuk.common.guard.RawClient;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds a server's connections, memory and threads, and checks that other clients are served. */
class ConnectionsTest {
    private static final String SMALL = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE_BODY = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n";
    private static final int MAX_OF_ADDRESS = 4;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private final ArrayList<RawClient> clients = new ArrayList<>();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool(Background.threads("test"));

    private HttpServer server;
    private Connections connections;

    @BeforeEach
    void start() throws IOException {
        server = serve();
        connections = Connections.of(server, server.createContext("/", handler()), MAX_OF_ADDRESS, threads);
        server.setExecutor(connections);
        server.start();
    }

    private static HttpServer serve() throws IOException {
        JdkProperties.apply();
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    }

    private com.sun.net.httpserver.HttpHandler handler() {
        var routes = new Router(TestTokens.verifier());
        routes.any("/x", Access.OPEN, request -> Response.ok("x", request.body().length));
        routes.get("/large", Access.OPEN, request -> Response.raw(200, "text/plain", new byte[5 << 20]));
        routes.get("/wait", Access.OPEN, request -> {
            atWork.incrementAndGet();
            TestClient.await(end);
            return Response.ok("x", null);
        });
        var metrics = new RequestMetrics("test", routes.metrics());
        return exchange -> routes.answer(exchange, metrics, () -> false);
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        for (var client : clients) client.close();
        connections.close();
        server.stop(0);
    }

    private RawClient send(String from, String text) throws IOException {
        var client = new RawClient(server.getAddress().getPort(), from);
        clients.add(client);
        return client.send(text);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private long reading() {
        return connections.open.values().stream()
                .filter(session -> session.connection.isIn(Connection.Phase.READING))
                .count();
    }

    private void expectServed(String from) throws IOException {
        var answer = send(from, SMALL).readAnswer();
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /x HTTP/1.1\r\nHost: a\r\nX: y", LARGE_BODY + "x"})
    void beyond_its_bound_an_address_loses_its_oldest_connection(String begun) throws IOException {
        var other = send("127.0.0.2", SMALL);
        other.readAnswer();
        for (int i = 1; i <= MAX_OF_ADDRESS; i++) {
            send("127.0.0.1", begun);
            int begunOnes = begun.isEmpty() ? 0 : i;
            TestClient.await("the server to read it", () -> reading() == begunOnes);
        }
        expectServed("127.0.0.1");
        var lost = clients.get(1).readToEnd();
        assertTrue(begun.isEmpty() ? lost.isEmpty() : lost.startsWith("HTTP/1.1 503"), lost);
        assertTrue(other.send(SMALL).readAnswer().startsWith("HTTP/1.1 200"), "the other address lost one, too");
    }

    @Test
    void an_address_whose_requests_are_all_at_work_gets_a_503_for_more() throws IOException {
        for (int i = 0; i < MAX_OF_ADDRESS; i++) send("127.0.0.1", get("/wait"));
        TestClient.await("all to be at work", () -> atWork.get() == MAX_OF_ADDRESS);
        var answer = send("127.0.0.1", SMALL).readToEnd();
        assertTrue(answer.startsWith("HTTP/1.1 503") && answer.contains("too-busy"), answer);
        assertTrue(answer.contains("Retry-after: 1"), answer);
        expectServed("127.0.0.2");
        end.countDown();
        assertTrue(clients.get(0).readAnswer().startsWith("HTTP/1.1 200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LARGE_BODY + "x", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"})
    void memory_that_waits_for_slow_clients_is_given_to_others(String slow) throws IOException {
        int each = slow.startsWith("GET") ? 5 << 20 : 2 * 65_536;
        long many = Connections.MAX_RESERVED / each + 20;
        for (int i = 0; i < many; i++) send("127.0." + (1 + i) % 200 + ".1", slow);
        TestClient.await("a slow client to be ended", () -> clients.stream().anyMatch(ConnectionsTest::hasAnswer));
        expectServed("127.0.0.1");
        TestClient.await("a large body to be read", () -> readsLargeBody());
        assertTrue(connections.reserved.get() <= Connections.MAX_RESERVED);
    }

    private static boolean hasAnswer(RawClient client) {
        try {
            return client.hasAnswer();
        } catch (IOException e) {
            return true;
        }
    }

    private boolean readsLargeBody() {
        try {
            return send("127.0.0.3", LARGE_BODY + "x".repeat(65_536))
                    .readAnswer()
                    .startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /x HTTP/1.1\r\nHost: a\r\nX: y", LARGE_BODY + "x"})
    void a_request_has_ten_seconds(String begun) throws IOException {
        var slow = send("127.0.0.1", begun);
        TestClient.await("the server to read it", () -> reading() == 1);
        connections.endOverdue(System.nanoTime() + Duration.ofSeconds(9).toNanos());
        assertEquals(1, reading());
        connections.endOverdue(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        var answer = slow.readToEnd();
        assertTrue(answer.startsWith("HTTP/1.1 408") && answer.contains("request-timeout"), answer);
    }

    @Test
    void an_answer_has_thirty_seconds_and_work_has_more() throws IOException {
        send("127.0.0.1", get("/wait"));
        TestClient.await("one to be at work", () -> atWork.get() == 1);
        var slow = send("127.0.0.2", get("/large"));
        slow.readHeaders();
        connections.endOverdue(System.nanoTime() + Duration.ofSeconds(29).toNanos());
        assertEquals(2, connections.open.size());
        connections.endOverdue(System.nanoTime() + Duration.ofSeconds(31).toNanos());
        TestClient.await("the unread answer to end", () -> connections.open.size() == 1);
        end.countDown();
        assertTrue(clients.get(0).readAnswer().startsWith("HTTP/1.1 200"));
    }

    /** Two writes would cost a system call here, and often a second read at the client. */
    @RepeatedTest(20)
    void head_and_body_of_an_answer_leave_in_one_write() throws IOException {
        var answer = send("127.0.0.1", SMALL).readSome();
        assertTrue(answer.endsWith("}"), answer);
    }

    @Test
    void an_idle_connection_holds_no_body() throws IOException {
        send("127.0.0.1", LARGE_BODY + "x".repeat(65_536)).readAnswer();
        var session = connections.open.values().iterator().next();
        TestClient.await("it to be idle", () -> session.connection.isIn(Connection.Phase.IDLE));
        assertEquals(0, session.input.shown.length);
        assertEquals(0, connections.reserved.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"})
    void a_connection_whose_client_reads_nothing_ends_at_once(String begun) throws IOException {
        var client = send("127.0.0.1", "");
        TestClient.await("the connection", () -> connections.open.size() == 1);
        var channel = connections.open.keySet().iterator().next();
        TestClient.await("the server to wait for it", () -> !channel.isBlocking());
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
        long full = System.nanoTime();
        while (System.nanoTime() - full < 50_000_000)
            if (channel.write(ByteBuffer.allocate(256)) > 0) full = System.nanoTime();
        client.send(begun);
        TestClient.await("it to be read", () -> reading() == 1 || connections.open.isEmpty());
        connections.endOverdue(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        var beforeTheJdkEndsIt = Duration.ofSeconds(10);
        assertTimeout(beforeTheJdkEndsIt, () -> TestClient.await("it to end", () -> connections.open.isEmpty()));
    }

    /** As from an IDE, whose command line does not open the JDK's package. */
    @Test
    void without_the_jdks_private_parts_a_request_is_answered_and_a_chunked_one_refused() throws IOException {
        var plain = serve();
        plain.createContext("/", handler());
        plain.setExecutor(threads);
        plain.start();
        try (var client = new RawClient(plain.getAddress().getPort())) {
            assertTrue(client.send(SMALL).readAnswer().startsWith("HTTP/1.1 200"));
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertTrue(client.readAnswer().startsWith("HTTP/1.1 501"));
        } finally {
            plain.stop(0);
        }
    }
}
