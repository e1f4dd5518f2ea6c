package nontonyuk.common.client;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.*;
import nontonyuk.common.client.Outcome.Kind;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.resilience.RetryBudget;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class UpstreamTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AtomicLong clock = new AtomicLong();
    private final List<MockWebServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(MockWebServer::close);
    }

    private static MockResponse.Builder answer() {
        return new MockResponse.Builder();
    }

    /** A server that gives the same answer to every request. */
    private MockWebServer server(MockResponse.Builder always) {
        try {
            var server = new MockWebServer();
            tell(server, always);
            server.start();
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(MockWebServer server, MockResponse.Builder always) {
        var answer = always.build();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
    }

    private MockWebServer good() {
        return server(answer().body("good"));
    }

    private MockWebServer gone() {
        var server = good();
        server.close();
        return server;
    }

    private static MockResponse.Builder broken() {
        return answer().onResponseStart(new SocketEffect.CloseSocket());
    }

    private Upstream upstream(MockWebServer... servers) {
        var addresses =
                Arrays.stream(servers).map(server -> address(server.getPort())).toList();
        return new Upstream("movie", addresses, clock::get);
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int status(Upstream upstream, String method) {
        var outcome = outcome(upstream, method);
        assertEquals(Kind.ANSWERED, outcome.kind(), outcome.reason());
        return outcome.answer().statusCode();
    }

    private static Outcome outcome(Upstream upstream, String method) {
        return upstream.send(address -> request(address, method), DEADLINE, 1000);
    }

    private static HttpRequest request(URI address, String method) {
        return HttpRequest.newBuilder(URI.create(address + "/x"))
                .method(method, BodyPublishers.noBody())
                .build();
    }

    private static List<Integer> counts(MockWebServer... servers) {
        return Arrays.stream(servers).map(MockWebServer::getRequestCount).toList();
    }

    @Test
    void each_instance_has_its_turn() throws Exception {
        var servers = new MockWebServer[] {good(), good(), good()};
        var upstream = upstream(servers);
        for (int i = 0; i < 30; i++) status(upstream, i % 2 == 0 ? "GET" : "POST");
        assertEquals(List.of(10, 10, 10), counts(servers));
    }

    @Test
    void the_share_of_one_that_is_gone_goes_to_all_others_alike() throws Exception {
        var servers = new MockWebServer[] {good(), good(), good()};
        var upstream = upstream(servers[0], gone(), servers[1], servers[2]);
        for (int i = 0; i < 30; i++) status(upstream, "GET");
        for (int count : counts(servers)) assertTrue(count >= 9 && count <= 11, "" + count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void what_was_refused_goes_to_another_whatever_it_is(String method) throws Exception {
        var good = good();
        var upstream = upstream(gone(), good, gone());
        for (int i = 0; i < 20; i++) {
            clock.addAndGet(Duration.ofSeconds(2).toNanos()); // each breaker may try again
            assertEquals(200, status(upstream, method));
        }
        assertEquals(20, good.getRequestCount());
    }

    @Test
    void one_that_was_gone_is_asked_again_after_a_rest_or_when_there_is_no_other() throws Exception {
        int port = ThreadLocalRandom.current().nextInt(20_000, 30_000); // the system gives it to no other test
        var other = good();
        var upstream = new Upstream("movie", List.of(address(port), address(other.getPort())));
        status(upstream, "GET");
        status(upstream, "GET");
        other.close();
        assertEquals(Kind.REFUSED, outcome(upstream, "GET").kind());
        try (var back = new MockWebServer()) {
            tell(back, answer());
            back.start(port);
            assertEquals(200, status(upstream, "POST"));
        }
    }

    @Test
    void one_that_is_not_ready_is_asked_for_nothing_as_long_as_there_is_another() throws Exception {
        status(upstream(good()), "GET"); // the first call loads classes
        var servers = new MockWebServer[] {good(), good()};
        var upstream = upstream(servers);
        var notReady = answer().code(503).addHeader("Retry-After", "1");
        tell(servers[0], notReady);
        var client = new ServiceClient(upstream, DEADLINE);
        client.probe();
        assertEquals(List.of(1, 2), counts(servers)); // the first probe also asks /health/live
        for (int i = 0; i < 10; i++) status(upstream, "POST");
        assertEquals(List.of(1, 12), counts(servers));
        tell(servers[1], notReady);
        client.probe();
        for (int i = 0; i < 10; i++) status(upstream, "POST");
        assertEquals(List.of(7, 18), counts(servers));
        tell(servers[0], answer());
        client.probe();
        for (int i = 0; i < 10; i++) status(upstream, "POST");
        assertEquals(List.of(18, 19), counts(servers));
    }

    @Test
    void of_one_alone_nobody_asks_whether_it_is_ready() throws Exception {
        var server = good();
        upstream(server).probe();
        assertEquals(0, server.getRequestCount());
    }

    @Test
    void without_time_no_instance_is_asked() {
        var outcome =
                upstream(good()).send(address -> HttpRequest.newBuilder(address).build(), Duration.ZERO, 1_000);
        assertEquals(Kind.TIMED_OUT, outcome.kind());
        assertNull(outcome.request());
    }

    @Test
    void nobody_takes_the_connection() throws Exception {
        var fillers = new ArrayList<SocketChannel>();
        try (var blackHole = new ServerSocket(0, 1)) {
            // The full queue of a socket that accepts nothing makes further connections wait.
            for (int i = 0; i < 20; i++) {
                var filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress("127.0.0.1", blackHole.getLocalPort()));
                fillers.add(filler);
            }
            var good = good();
            var addresses = List.of(address(blackHole.getLocalPort()), address(good.getPort()));
            assertEquals(200, status(new Upstream("movie", addresses), "POST"));
            assertEquals(1, good.getRequestCount());
        } finally {
            for (var filler : fillers) filler.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_read_that_broke_is_sent_once_more_to_another(String method) throws Exception {
        var broken = server(broken());
        var good = good();
        assertEquals(200, status(upstream(broken, good), method));
        assertEquals(List.of(1, 1), counts(broken, good));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void what_may_have_been_done_is_not_sent_again(String method) {
        var broken = server(broken());
        var good = good();
        assertEquals(Kind.BROKEN, outcome(upstream(broken, good), method).kind());
        assertEquals(List.of(1, 0), counts(broken, good));
    }

    @Test
    void a_read_is_repeated_once_and_not_again() {
        var servers = new MockWebServer[] {server(broken()), server(broken()), server(broken()), good()};
        assertEquals(Kind.BROKEN, outcome(upstream(servers), "GET").kind());
        assertEquals(2, counts(servers).stream().mapToInt(count -> count).sum());
    }

    @ParameterizedTest
    @CsvSource({"GET, 200, 3", "HEAD, 200, 3", "POST, 0, 2", "PUT, 0, 2"})
    void a_kept_connection_turns_out_to_be_closed(String method, int status, int requests) throws Exception {
        var server = server(answer());
        server.setDispatcher(new mockwebserver3.QueueDispatcher());
        server.enqueue(answer().build());
        server.enqueue(broken().build());
        server.enqueue(answer().build());
        var upstream = upstream(server);
        status(upstream, "GET");
        if (status == 200) assertEquals(status, status(upstream, method));
        else assertEquals(Kind.BROKEN, outcome(upstream, method).kind());
        assertEquals(requests, server.getRequestCount());
    }

    @Test
    void a_read_that_got_a_503_goes_to_another_if_there_is_one() throws Exception {
        var busy = server(answer().code(503).addHeader("Retry-After", "1"));
        var good = good();
        var upstream = upstream(busy, good);
        for (int i = 0; i < 10; i++) assertEquals(200, status(upstream, "GET"));
        assertEquals(503, status(upstream(busy, good), "POST"));
        int before = busy.getRequestCount();
        assertEquals(503, status(upstream(busy), "GET"));
        assertEquals(before + 1, busy.getRequestCount());
        assertEquals(503, status(upstream(busy, gone()), "GET"));
    }

    @Test
    void when_everything_fails_retries_are_a_tenth() throws Exception {
        var busy = answer().code(503).addHeader("Retry-After", "1");
        var servers = new MockWebServer[] {server(busy), server(busy)};
        var upstream = upstream(servers);
        for (int i = 0; i < 200; i++) assertEquals(503, status(upstream, "GET"));
        int sent = counts(servers).stream().mapToInt(count -> count).sum();
        assertEquals(200 + 10 + 20, sent);
    }

    private static List<MockResponse.Builder> failures() {
        return List.of(broken(), answer().code(503));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_fails_again_and_again_gets_no_more_until_a_trial_goes_well(MockResponse.Builder failure)
            throws Exception {
        var bad = server(failure);
        var upstream = upstream(bad, good());
        for (int i = 0; i < 20; i++) outcome(upstream, "POST");
        assertEquals(5, bad.getRequestCount());
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 20; i++) assertEquals(200, status(upstream, "GET"));
        assertEquals(6, bad.getRequestCount());
        tell(bad, answer());
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 20; i++) assertEquals(200, status(upstream, "GET"));
        assertTrue(bad.getRequestCount() >= 16, "" + bad.getRequestCount());
    }

    @Test
    void one_that_is_not_ready_gets_no_trial_while_another_is_well() throws Exception {
        var bad = server(answer().code(503));
        var upstream = upstream(bad, good());
        for (int i = 0; i < 20; i++) outcome(upstream, "POST");
        upstream.probe();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 20; i++) assertEquals(200, status(upstream, "GET"));
        assertEquals(5 + 1, bad.getRequestCount());
        tell(bad, answer());
        int before = bad.getRequestCount();
        int looks = 0;
        while (bad.getRequestCount() <= before + looks) { // one that comes too late is none
            assertTrue(looks < 50);
            upstream.probe();
            looks++;
            for (int i = 0; i < 2; i++) assertEquals(200, status(upstream, "GET"));
        }
    }

    @Test
    void a_retry_that_finds_nobody_costs_nothing() throws Exception {
        var busy = server(answer().code(503).addHeader("Retry-After", "1"));
        var bad = server(broken());
        var upstream = upstream(busy, bad);
        var metrics = new Metrics();
        upstream.measure(metrics);
        for (int i = 0; i < 20; i++) outcome(upstream, "POST");
        for (int i = 0; i < 30; i++) assertEquals(503, status(upstream, "GET"));
        assertFalse(metrics.render().contains("upstream_retries_total{"), metrics.render());
        tell(bad, answer());
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 11; i++) assertEquals(200, status(upstream, "GET"));
        assertTrue(metrics.render().contains("upstream_retries_total{service=\"movie\"} 5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void what_can_not_be_repeated_is_no_trial_while_another_is_well(String method) throws Exception {
        var bad = server(broken());
        var good = good();
        var upstream = upstream(bad, good);
        for (int i = 0; i < 10; i++) outcome(upstream, method);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 10; i++) assertEquals(200, status(upstream, method));
        assertEquals(5, bad.getRequestCount());
        good.close();
        tell(bad, answer());
        assertEquals(200, status(upstream, method)); // no other instance is left
    }

    @Test
    void a_trial_that_breaks_on_our_side_is_not_the_last() throws Exception {
        var bad = server(broken());
        var upstream = upstream(bad);
        for (int i = 0; i < 5; i++) outcome(upstream, "POST");
        tell(bad, answer());
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThrows(
                IllegalStateException.class,
                () -> upstream.send(
                        address -> {
                            throw new IllegalStateException();
                        },
                        DEADLINE,
                        1000));
        assertEquals(200, status(upstream, "POST"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, Content-Type, application/problem+json", "502, Content-Type, application/problem+json",
        "503, Content-Type, application/problem+json", "504, Content-Type, application/problem+json",
        "503, Retry-After, 1"
    })
    void what_the_service_itself_explains_does_not_shut_it_out(int status, String header, String value) {
        var server = server(answer().code(status).addHeader(header, value));
        var upstream = upstream(server);
        for (int i = 0; i < 20; i++) assertEquals(status, status(upstream, "POST"));
        assertEquals(20, server.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void an_error_that_nobody_of_ours_explains_is_a_failure(int status) throws Exception {
        var upstream = upstream(server(answer().code(status)));
        for (int i = 0; i < 5; i++) assertEquals(status, status(upstream, "POST"));
        assertEquals(Kind.REFUSED, outcome(upstream, "POST").kind());
    }

    @Test
    void one_that_stalls_is_a_failure_like_others() {
        var upstream = upstream(server(answer().headersDelay(1, TimeUnit.HOURS)));
        var moment = Duration.ofMillis(20);
        for (int i = 0; i < 5; i++) {
            var outcome = upstream.send(address -> request(address, "GET"), moment, 1000);
            assertEquals(Kind.TIMED_OUT, outcome.kind());
        }
        assertEquals(Kind.REFUSED, outcome(upstream, "GET").kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 429, 499})
    void the_fault_of_a_caller_is_none_of_the_instance(int status) throws Exception {
        var upstream = upstream(server(answer().code(status)));
        for (int i = 0; i < 20; i++) assertEquals(status, status(upstream, "GET"));
    }

    @Test
    void when_all_rest_nothing_is_sent() throws Exception {
        var servers = new MockWebServer[] {server(answer().code(503)), server(answer().code(503))};
        var upstream = upstream(servers);
        for (int i = 0; i < 10; i++) status(upstream, "POST");
        assertEquals(Kind.REFUSED, outcome(upstream, "POST").kind());
        assertEquals(List.of(5, 5), counts(servers));
    }

    @Test
    void an_answer_that_is_too_large_is_not_asked_for_again() {
        var server = server(answer().body("x".repeat(1001)));
        assertEquals(Kind.TOO_LARGE, outcome(upstream(server), "GET").kind());
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void at_the_deadline_the_other_side_sees_the_connection_close() throws Exception {
        try (var stalled = new ServerSocket(0)) {
            var upstream = new Upstream("movie", List.of(address(stalled.getLocalPort())));
            var outcome = upstream.send(address -> request(address, "GET"), Duration.ofMillis(200), 1000);
            assertEquals(Kind.TIMED_OUT, outcome.kind());
            try (var socket = stalled.accept()) {
                socket.setSoTimeout(30_000);
                var sent = new String(socket.getInputStream().readAllBytes());
                assertTrue(sent.startsWith("GET /x HTTP/1.1"), sent);
            }
        }
    }

    private static int retries(RetryBudget budget, int requests, int triesEach) {
        int retries = 0;
        for (int request = 0; request < requests; request++) {
            budget.count();
            for (int i = 0; i < triesEach; i++) if (budget.spend()) retries++;
        }
        return retries;
    }

    @Test
    void when_everything_fails_a_tenth_is_retried() {
        var budget = new RetryBudget();
        assertEquals(10 + 100, retries(budget, 1000, 1));
        assertEquals(100, retries(budget, 1000, 5));
    }

    @Test
    void only_the_last_thousand_requests_count() {
        var budget = new RetryBudget();
        retries(budget, 50_000, 0);
        assertEquals(100, retries(budget, 1, 1000));
        assertEquals(0, retries(budget, 9, 1));
        assertEquals(1, retries(budget, 1, 1));
    }
}
