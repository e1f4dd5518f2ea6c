package nontonyuk.gateway.cache;

import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.*;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import nontonyuk.gateway.TestGateway;
import nontonyuk.gateway.forward.Forwarder;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** The gateway's cache in front of a movie service whose only datum is a number; a PUT adds one to it. */
class AnswerCacheTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String SHARED = "public, max-age=1";

    private static final AtomicLong clock = new AtomicLong();
    private static final ExecutorService threads = Executors.newCachedThreadPool();
    private static final MockWebServer movie = new MockWebServer();
    private static Service gateway;
    private static AnswerCache cache;
    private static volatile boolean hasEnded;

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger gets = new AtomicInteger();
    private volatile String cacheControl = SHARED;
    private volatile int status = 200;
    private volatile boolean varies;
    private volatile String padding = "";
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile RecordedRequest last;
    private TestClient customer = TestClient.to(gateway.port()).as(TestTokens.customer(7));

    /** A gateway with two routes: one with the cache, and one with a cache that is switched off. */
    @BeforeAll
    static void start() throws Exception {
        movie.start();
        var metrics = new Metrics();
        var upstream = new Upstream("movie", List.of(TestGateway.address(movie)));
        var forwarder = new Forwarder(upstream, 64, DEADLINE, metrics);
        cache = new AnswerCache(forwarder, DEADLINE, Duration.ofSeconds(1), metrics, clock::get);
        var off = new AnswerCache(forwarder, DEADLINE, Duration.ZERO, new Metrics(), clock::get);
        var router = new Router(TestTokens.verifier(session -> hasEnded), metrics)
                .any("/api/movies/**", Access.SIGNED_IN, cache::forward)
                .any("/api/off", Access.SIGNED_IN, off::forward);
        gateway = TestClient.serve(router);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        movie.close();
        threads.shutdownNow();
    }

    @BeforeEach
    void begin() {
        clock.addAndGet(DEADLINE.toNanos());
        hasEnded = false;
        movie.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        last = request;
        boolean isGet = request.getMethod().equals("GET");
        int now = request.getMethod().equals("PUT") ? number.incrementAndGet() : number.get();
        if (isGet) {
            gets.incrementAndGet();
            held.await();
        }
        var answer = new MockResponse.Builder().code(status);
        if (varies) answer.addHeader("Vary", "Accept");
        if (!request.getMethod().equals("HEAD")) answer.body(now + padding);
        return answer.addHeader("ETag", "\"" + now + "\"")
                .addHeader("Cache-Control", "private, max-age=0")
                .addHeader("Gateway-Cache-Control", cacheControl)
                .addHeader("Set-Cookie", "a=b")
                .build();
    }

    private Answer get(String... headers) {
        var request = customer.request("/api/movies/1");
        return customer.send(headers.length == 0 ? request : request.headers(headers));
    }

    private CompletableFuture<Answer> later(String... headers) {
        return CompletableFuture.supplyAsync(() -> get(headers), threads);
    }

    private static String seen(Answer answer) {
        return answer.text() + " " + answer.header("X-Cache");
    }

    private static double metric(String name) {
        var page = TestClient.to(gateway.port()).get("/metrics").text();
        var line = page.lines().filter(text -> text.startsWith(name + " ")).findFirst();
        return line.map(text -> Double.parseDouble(text.split(" ")[1])).orElse(0.0);
    }

    @Test
    void all_callers_get_the_stored_answer_until_it_is_a_second_old() {
        double hits = metric("gateway_cache_total{result=\"hit\"}");
        double misses = metric("gateway_cache_total{result=\"miss\"}");
        assertEquals("0 miss", seen(get()));
        number.incrementAndGet();
        clock.addAndGet(999_999_999);
        customer = customer.as(TestTokens.admin(1));
        var hit = get();
        assertEquals("0 hit", seen(hit));
        assertEquals(
                "1 \"0\" private, max-age=0",
                hit.header("Age") + " " + hit.header("ETag") + " " + hit.header("Cache-Control"));
        assertEquals("", hit.header("Set-Cookie") + hit.header("Gateway-Cache-Control"));
        clock.incrementAndGet();
        assertEquals("1 miss", seen(get()));
        assertEquals(hits + 1, metric("gateway_cache_total{result=\"hit\"}"));
        assertEquals(misses + 2, metric("gateway_cache_total{result=\"miss\"}"));
    }

    @Test
    void a_stored_answer_is_for_a_caller_with_a_good_token_only() {
        get();
        var refusals = List.of(
                TestClient.to(gateway.port()).get("/api/movies/1"),
                customer.as(TestTokens.expired()).get("/api/movies/1"),
                customer.as(TestTokens.forged()).get("/api/movies/1"),
                customer.as(TestTokens.service("order")).get("/api/movies/1"));
        assertEquals(
                List.of("401 token-missing", "401 token-expired", "401 token-invalid", "403 not-allowed"),
                refusals.stream().map(Answer::refusal).toList());
        hasEnded = true;
        get().expect(401, "session-ended");
    }

    @Test
    void the_gateway_answers_304_by_the_stored_tag_and_stores_no_304() {
        get("If-None-Match", "\"0\"").expect(304);
        assertNull(last.getHeaders().get("If-None-Match"));
        var hit = get("If-None-Match", "W/\"x\", W/\"0\"").expect(304);
        assertEquals("hit 0 \"0\"", hit.header("X-Cache") + " " + hit.header("Age") + " " + hit.header("ETag"));
        assertEquals("0 hit", seen(get("If-None-Match", "\"9\"")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | ''                          | false
            200 | max-age=1                   | false
            200 | private, max-age=1          | false
            200 | public, max-age=0           | false
            200 | public, max-age=1, no-store | false
            200 | public, max-age=1           | true
            404 | public, max-age=1           | false
            503 | public, max-age=1           | false
            """)
    void what_the_service_does_not_share_is_fetched_by_each_caller(int code, String field, boolean vary) {
        status = code;
        cacheControl = field;
        varies = vary;
        held = new CountDownLatch(1);
        var calls = List.of(later(), later(), later());
        TestClient.await("two to wait", () -> cache.waiting() == 2);
        held.countDown();
        for (var call : calls) assertEquals("0 miss", seen(call.join()));
        assertEquals(3, gets.get());
    }

    @Test
    void a_fetch_that_fails_is_the_answer_for_those_who_wait() {
        held = new CountDownLatch(1);
        status = 600; // no status of HTTP
        var calls = List.of(later(), later(), later());
        TestClient.await("two to wait", () -> cache.waiting() == 2);
        held.countDown();
        for (var call : calls) call.join().expect(502, "movie-broken");
        assertEquals(1, gets.get());
    }

    @Test
    void one_request_fetches_and_the_others_wait_for_it() {
        held = new CountDownLatch(1);
        var calls = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 80; i++) calls.add(later());
        TestClient.await("79 to wait", () -> cache.waiting() == 79);
        held.countDown();
        long misses = calls.stream()
                .filter(call -> seen(call.join()).equals("0 miss"))
                .count();
        assertEquals("1 1", misses + " " + gets.get());
    }

    @ParameterizedTest
    @CsvSource({"200, 1 miss", "500, 1 miss", "403, 0 hit"})
    void a_write_drops_all_answers_unless_it_is_refused(int code, String expected) {
        get();
        status = code;
        customer.put("/api/movies/2", "{}").expect(code);
        status = 200;
        assertEquals(expected, seen(get()));
    }

    @Test
    void a_write_that_does_not_reach_the_service_drops_nothing() {
        get();
        customer.send(customer.request("/api/movies/1").method("FOO", BodyPublishers.noBody()))
                .expect(405);
        assertEquals("0 hit", seen(get()));
    }

    @Test
    void an_answer_from_before_a_write_is_not_stored() {
        held = new CountDownLatch(1);
        var old = later();
        TestClient.await("a fetch", () -> gets.get() == 1);
        customer.put("/api/movies/1", "{}").expect(200);
        var young = later();
        TestClient.await("a new fetch", () -> gets.get() == 2);
        held.countDown();
        assertEquals("0 miss 1 miss", seen(old.join()) + " " + seen(young.join()));
        assertEquals("1 hit", seen(get()));
    }

    @Test
    void no_reader_gets_an_older_answer_than_the_last_write() throws Exception {
        var written = new AtomicInteger();
        var readers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 2; i++)
            readers.add(CompletableFuture.runAsync(
                    () -> {
                        while (written.get() < 25) {
                            int least = written.get();
                            int read = Integer.parseInt(get().text());
                            assertTrue(read >= least, read + " after " + least);
                        }
                    },
                    threads));
        for (int i = 1; i <= 25; i++) {
            customer.put("/api/movies/1", "{}").expect(200);
            written.set(i);
        }
        for (var reader : readers) reader.get();
        assertEquals("25", get().text());
    }

    @ParameterizedTest
    @CsvSource({"Cache-Control, no-cache", "Cache-Control, no-store", "Cache-Control, max-age=0", "Pragma, no-cache"})
    void a_client_may_refuse_a_stored_answer(String header, String value) {
        get();
        number.incrementAndGet();
        assertEquals("1 miss", seen(get(header, value)));
    }

    @Test
    void a_head_reads_the_cache_and_stores_nothing() {
        for (var expected : List.of("miss", "hit")) {
            var request = customer.request("/api/movies/1").method("HEAD", BodyPublishers.noBody());
            var head = customer.send(request).expect(200);
            assertEquals("%s \"0\"".formatted(expected), head.header("X-Cache") + " " + head.header("ETag"));
            assertEquals("0 " + expected, seen(get()));
        }
    }

    @Test
    void each_target_has_its_own_answer() {
        for (var query : "?q=a ?q=b ?q=%61 ?q=a&page=1 ?page=1&q=a ?null".split(" "))
            assertEquals("miss", customer.get("/api/movies/1" + query).header("X-Cache"), query);
        assertEquals(6, gets.get());
    }

    @Test
    void after_a_fetch_that_fails_the_next_one_is_stored() {
        status = 503;
        get().expect(503);
        status = 200;
        assertEquals("0 miss 0 hit", seen(get()) + " " + seen(get()));
    }

    @Test
    void a_large_answer_is_fetched_each_time_and_many_answers_have_a_limit() {
        padding = " ".repeat(200 * 1024);
        get();
        assertEquals("hit", get().header("X-Cache"));
        for (int i = 2; i < 30; i++) customer.get("/api/movies/" + i);
        assertEquals("hit", customer.get("/api/movies/29").header("X-Cache"));
        assertEquals("miss", get().header("X-Cache"));
        padding = " ".repeat(1024 * 1024);
        for (int i = 0; i < 2; i++)
            assertEquals("miss", customer.get("/api/movies/100").header("X-Cache"));
        double bytes = metric("gateway_cache_bytes");
        assertTrue(bytes > 0.9 * Fetches.MAX_BYTES && bytes <= Fetches.MAX_BYTES, "" + bytes);
    }

    @Test
    void a_full_memory_forgets_no_fetch_on_its_way() {
        var fetches = new Fetches();
        var onItsWay = new Fetches.Fetch("/slow", 0, 1);
        fetches.freshOr(onItsWay, "/slow", 0);
        var answer = new Response(200, Map.of(), new byte[1_000_000]);
        for (int i = 0; i < 6; i++) {
            var fetch = new Fetches.Fetch("/" + i, 0, 1);
            fetches.freshOr(fetch, fetch.target, 0);
            fetches.keep(fetch, answer, 1);
        }
        assertSame(onItsWay, fetches.freshOr(null, "/slow", 0));
        assertNull(fetches.freshOr(null, "/0", 0));
    }

    @Test
    void an_age_of_zero_switches_it_off() {
        for (int i = 1; i <= 2; i++) {
            var answer = customer.get("/api/off").expect(200);
            assertEquals("0 ", seen(answer));
            assertEquals("", answer.header("Gateway-Cache-Control"));
            assertEquals(i, gets.get());
        }
        customer.send(customer.request("/api/off").header("If-None-Match", "\"0\""))
                .expect(304);
        assertEquals("\"0\"", last.getHeaders().get("If-None-Match"));
    }
}
