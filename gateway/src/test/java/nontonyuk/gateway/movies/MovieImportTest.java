package nontonyuk.gateway.movies;

import static org.junit.jupiter.api.Assertions.*;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import mockwebserver3.*;
import nontonyuk.common.LogLines;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Json;
import nontonyuk.gateway.FakeServices;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

@Isolated("it reads and breaks a logger of the process")
class MovieImportTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofSeconds(20));

    private final FakeTmdb tmdb = new FakeTmdb(gateway);
    private final FakeServices services = new FakeServices(gateway);

    private TestClient.Answer sync() {
        return gateway.admin().post("/api/movies/sync", "");
    }

    private void assertCounts(int created, int updated, int unchanged, int skipped) {
        var data = sync().expect(200).data();
        var counts = new StringJoiner(" ");
        for (var name : List.of("created", "updated", "unchanged", "skipped"))
            counts.add(data.path(name).asText());
        assertEquals("%d %d %d %d".formatted(created, updated, unchanged, skipped), counts.toString());
        assertEquals(skipped, data.path("left_out").size());
    }

    @Test
    void movies_come_with_their_genres_and_running_times() {
        var answer = sync();
        assertEquals(200, answer.status());
        assertEquals(
                "{\"message\":\"Movies imported from TheMovieDB\",\"data\":"
                        + "{\"created\":2,\"updated\":0,\"unchanged\":0,\"kept\":0,\"skipped\":1,\"left_out\":[{\"tmdb_id\":2,"
                        + "\"movie\":\"No running time\",\"reason\":\"It has no title or no running time.\"}]}}",
                answer.text());
        assertEquals("""
                {"tmdb_id":27205,"title":"Inception","genre":"Action, Science Fiction",\
                "duration":148,"overview":"Dreams.","release_date":"2010-07-15"}""", services.movies.get(27205L).toString());
        assertEquals("""
                {"tmdb_id":4,"title":"Laskar Pelangi","genre":"Unknown",\
                "duration":124,"overview":"","release_date":null}""", services.movies.get(4L).toString());
    }

    @Test
    void a_second_sync_changes_nothing_and_asks_for_no_running_time_again() {
        sync();
        assertCounts(0, 0, 2, 1);
        assertEquals(1, tmdb.asked(FakeTmdb.INCEPTION));
        assertEquals(2, tmdb.asked("/3/movie/2")); // an unknown running time is not cached
    }

    @Test
    void what_has_changed_is_updated() {
        sync();
        tmdb.put(FakeTmdb.POPULAR, "{\"results\": [{\"id\": 4, \"title\": \"The Rainbow Troops\"}]}");
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}");
        assertCounts(0, 1, 0, 0);
    }

    @Test
    void movies_go_to_movie_in_batches_of_ten() {
        popular(23, "A movie");
        assertEquals(23, sync().data().path("created").asInt());
        assertEquals(List.of(10, 10, 3), services.batches);
    }

    @Test
    void a_batch_stays_below_the_64_kb_that_movie_takes() {
        popular(23, "\ud83c\udfac".repeat(2000)); // 8,000 bytes each
        assertEquals(23, sync().data().path("created").asInt());
        assertEquals(23, services.batches.stream().mapToInt(size -> size).sum());
        assertTrue(services.batches.get(0) < 10, services.batches.toString());
    }

    private void popular(int movies, String overview) {
        var results = new StringJoiner(",", "{\"results\": [", "]}");
        for (int id = 1001; id <= 1000 + movies; id++) {
            results.add("{\"id\": %d, \"title\": \"Movie\", \"overview\": \"%s\"}".formatted(id, overview));
            tmdb.put("/3/movie/" + id, "{\"runtime\": 90}");
        }
        tmdb.put(FakeTmdb.POPULAR, results.toString());
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}");
    }

    @Test
    void neither_the_secret_nor_a_token_is_logged() {
        services.movieAnswer = FakeServices.status(500);
        try (var log = new LogLines("")) {
            sync();
            services.movieAnswer = null;
            sync();
            assertTrue(log.has("movies from TheMovieDB: "), log.queue.toString());
            assertFalse(log.has(TestGateway.SECRET));
            assertFalse(log.has(TestGateway.TMDB_TOKEN));
            assertFalse(log.has("a-service-token"));
        }
    }

    @Test
    void the_token_for_themoviedb_stands_in_a_header_and_never_in_an_address() throws Exception {
        sync();
        int requests = gateway.tmdb.getRequestCount();
        assertTrue(requests > 3);
        for (int i = 0; i < requests; i++) {
            var request = gateway.tmdb.takeRequest();
            assertEquals(
                    "Bearer " + TestGateway.TMDB_TOKEN, request.getHeaders().get("Authorization"));
            assertFalse(request.getTarget().contains(TestGateway.TMDB_TOKEN));
            assertFalse(request.getTarget().contains("api_key"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "movie, 500, 502, movie-refused",
        "movie, 422, 502, movie-refused",
        "movie, 503, 503, movie-unavailable",
        "auth, 401, 502, auth-refused",
        "auth, 503, 503, auth-unavailable",
        "auth, 200, 502, auth-broken",
    })
    void a_service_that_refuses_is_named(String service, int given, int status, String code) {
        if (service.equals("auth")) services.authAnswer = FakeServices.status(given);
        else services.movieAnswer = FakeServices.status(given);
        var answer = sync();
        assertEquals(status + " " + code, answer.refusal());
        assertTrue(services.movies.isEmpty());
    }

    @Test
    void a_service_that_is_not_there_is_named() {
        gateway.movie.close();
        assertEquals("movie-unavailable", sync().problem());
    }

    @Test
    void without_auth_there_is_no_token_and_so_no_import() {
        gateway.auth.close();
        var answer = sync();
        assertEquals("503 auth-unavailable", answer.refusal());
        assertEquals("1", answer.header("Retry-After"));
    }

    @Test
    void a_failure_says_when_movies_were_last_imported() {
        tmdb.put(FakeTmdb.GENRES, new MockResponse.Builder().code(401));
        assertTrue(sync().detail().contains("No import has succeeded since this start."));
        tmdb.put(FakeTmdb.GENRES, "{\"genres\": []}");
        sync();
        tmdb.put(FakeTmdb.GENRES, new MockResponse.Builder().code(401));
        try (var log = new LogLines("")) {
            var detail = sync().detail();
            assertTrue(detail.matches("TheMovieDB refused.* The last import was at 20.+Z\\."), detail);
            assertTrue(log.has(detail), log.queue.toString()); // without a request for it, too
        }
        assertEquals(2, services.movies.size()); // the movie service keeps its movies
    }

    @Test
    void while_a_sync_hangs_customers_are_served_and_a_second_one_is_refused() {
        gateway.order.setDispatcher(services);
        tmdb.put(FakeTmdb.GENRES, new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS));
        var hanging = CompletableFuture.supplyAsync(this::sync);
        TestClient.await("the first call to TheMovieDB", () -> tmdb.asked(FakeTmdb.GENRES) == 1);
        var customer = gateway.customer();
        for (var path : List.of("/api/movies", "/api/orders", "/api/movies/27205")) {
            assertEquals("served", customer.get(path).text());
        }
        var second = sync();
        assertEquals("409 sync-running", second.refusal());
        assertFalse(hanging.isDone());
        gateway.tmdb.close();
        assertTrue(hanging.join().problem().startsWith("tmdb-"));
    }

    @Test
    void at_start_it_tries_until_all_are_there() throws Exception {
        services.authAnswer = FakeServices.status(503);
        tmdb.put(FakeTmdb.POPULAR, new MockResponse.Builder().code(500));
        var thread = gateway.movies.start(Duration.ofHours(1));
        TestClient.await("a first attempt", () -> tmdb.asked(FakeTmdb.POPULAR) > 0);
        tmdb.put(FakeTmdb.POPULAR, "{\"results\": [{\"id\": 4, \"title\": \"First\"}]}");
        TestClient.await("a request to auth", () -> gateway.auth.getRequestCount() > 0);
        services.authAnswer = null;
        TestClient.await("movies", () -> services.movies.size() == 2);
        assertTrue(thread.isDaemon());
        interrupt(thread);
    }

    @Test
    void it_syncs_again_and_again_and_each_run_has_a_trace_of_its_own() throws Exception {
        var thread = gateway.movies.start(Duration.ofMillis(20));
        TestClient.await("three runs", () -> services.batches.size() >= 3);
        interrupt(thread);
        var first = trace(gateway.movie);
        assertEquals(first, trace(gateway.auth)); // the calls to auth and to the movie service are one run
        assertFalse(first.equals(trace(gateway.movie)));
        assertEquals(1, gateway.auth.getRequestCount()); // several runs use one token
    }

    @Test
    void an_error_does_not_end_it() throws Exception {
        var log = Logger.getLogger("import");
        var errors = new AtomicInteger();
        log.setFilter(entry -> {
            if (errors.getAndIncrement() == 0) throw new LinkageError("made up");
            return true;
        });
        try {
            var thread = gateway.movies.start(Duration.ofMillis(20));
            TestClient.await("more runs", () -> services.batches.size() >= 3);
            interrupt(thread);
        } finally {
            log.setFilter(null);
        }
    }

    private static String trace(MockWebServer server) throws InterruptedException {
        return server.takeRequest().getHeaders().get("traceparent").substring(3, 35);
    }

    private static void interrupt(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Test
    void with_an_interval_of_zero_it_syncs_at_start_alone() throws Exception {
        gateway.movies.start(Duration.ZERO).join(30_000);
        assertEquals(List.of(2), services.batches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\u0007bell", "caf\u00e9"})
    void a_token_that_no_header_can_carry_stops_the_service(String token) {
        var address = URI.create("http://127.0.0.1");
        var failure = assertThrows(Settings.Invalid.class, () -> new Tmdb(address, token, Duration.ZERO, 1));
        assertTrue(failure.getMessage().contains("TMDB_TOKEN"));
        assertFalse(failure.getMessage().contains(token));
    }

    @Test
    void odd_movies_are_made_to_fit_or_left_out() {
        var title = "x".repeat(300);
        tmdb.put(FakeTmdb.POPULAR, """
                {"results": [null, 7, {}, {"id": 10}, {"id": 11, "title": " "},
                  {"id": 12, "title": "Too long a movie"}, {"id": "x", "title": "No number"},
                  {"id": -1, "title": "Negative"}, {"id": 13, "title": "Gone"},
                  {"id": 14, "title": "%s", "overview": "a\\u0000b\\nc\\ud800d",
                   "release_date": "2023-02-30"},
                  {"id": 15, "title": " Two\\nlines\\t", "overview": "%s",
                   "release_date": "2200-01-01", "genre_ids": [28]}]}""".formatted(title, "\ud83c\udfac".repeat(2001)));
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}");
        tmdb.put("/3/movie/11", "{\"runtime\": 90}");
        tmdb.put("/3/movie/-1", "{\"runtime\": 90}");
        tmdb.put("/3/movie/12", "{\"runtime\": 601}");
        tmdb.put("/3/movie/14", "{\"runtime\": 600}");
        tmdb.put("/3/movie/15", "{\"runtime\": 1}");
        assertCounts(2, 0, 0, 9);
        var cut = services.movies.get(14L);
        assertEquals("x".repeat(199) + "…", cut.path("title").asText());
        assertEquals("a b\nc d", cut.path("overview").asText());
        assertTrue(cut.path("release_date").isNull());
        var other = services.movies.get(15L);
        assertEquals("Two lines", other.path("title").asText());
        assertEquals("\ud83c\udfac".repeat(1999) + "…", other.path("overview").asText());
        assertTrue(other.path("release_date").isNull());
        assertTrue(Json.write(other).length > 0);
    }

    @Test
    void an_import_drops_the_cached_answers_also_when_it_fails() {
        for (var failure : new MockResponse[] {null, FakeServices.status(500)}) {
            services.movieAnswer = failure;
            TestClient.await("a cached answer", () -> cached().equals("hit"));
            sync();
            assertEquals("miss", cached());
        }
    }

    private String cached() {
        return gateway.customer().get("/api/movies").header("X-Cache");
    }
}
