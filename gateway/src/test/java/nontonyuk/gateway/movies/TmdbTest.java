package nontonyuk.gateway.movies;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.gateway.FakeServices;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to the admin for each failure of TheMovieDB. */
class TmdbTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofMillis(1500));

    private final FakeTmdb tmdb = new FakeTmdb(gateway);
    private final FakeServices services = new FakeServices(gateway);

    private static MockResponse.Builder answer() {
        return new MockResponse.Builder();
    }

    private TestClient.Answer assertFails(int status, String code) {
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}"); // otherwise the import has the movies of page 2
        var answer = gateway.admin().post("/api/movies/sync", "");
        assertEquals(status + " " + code, answer.refusal());
        assertTrue(services.movies.isEmpty());
        assertEquals(0, gateway.movie.getRequestCount());
        return answer;
    }

    @Test
    void it_refuses_the_token() {
        tmdb.put(FakeTmdb.GENRES, answer().code(401).body("{\"status_code\": 7}"));
        var detail = assertFails(502, "tmdb-refused").detail();
        assertTrue(detail.contains("TMDB_TOKEN"), detail);
        assertTrue(!detail.contains(TestGateway.TMDB_TOKEN), detail);
    }

    @Test
    void it_is_not_there() {
        gateway.tmdb.close();
        assertEquals("10", assertFails(503, "tmdb-unavailable").header("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeTmdb.GENRES, FakeTmdb.POPULAR})
    void it_stalls(String path) {
        tmdb.put(path, answer().body("{}").bodyDelay(1, TimeUnit.HOURS));
        assertFails(504, "tmdb-timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "[]", "{'genres': null}", "{'genres': 1}", "{'genres': [{'id': 'tw", "<html>"})
    void it_answers_rubbish_for_genres(String rubbish) {
        assertBroken(FakeTmdb.GENRES, rubbish);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{'results': null}", "{'results': [{'id'"})
    void it_answers_rubbish_for_movies(String rubbish) {
        assertBroken(FakeTmdb.POPULAR, rubbish);
    }

    private void assertBroken(String path, String rubbish) {
        tmdb.put(path, rubbish.replace('\'', '"'));
        assertFails(502, "tmdb-broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"long\"", "99999999999", "1.5", "{}", "null"})
    void it_has_an_odd_running_time_for_one_movie(String odd) {
        tmdb.put(FakeTmdb.INCEPTION, "{\"runtime\": " + odd + "}");
        var result = gateway.admin().post("/api/movies/sync", "").data();
        assertEquals(Set.of(4L), services.movies.keySet());
        assertEquals(2, result.path("skipped").asInt());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 403, 404, 500, 503})
    void it_answers_another_status(int status) {
        tmdb.put(FakeTmdb.POPULAR, answer().code(status).addHeader("Location", FakeTmdb.GENRES));
        assertFails(502, "tmdb-broken");
        assertEquals(1, tmdb.asked(FakeTmdb.GENRES)); // a redirect is not followed
    }

    @Test
    void it_breaks_off() {
        tmdb.put(FakeTmdb.POPULAR, answer().body("x".repeat(1000)).onResponseBody(new SocketEffect.CloseSocket()));
        assertFails(502, "tmdb-broken");
    }

    @Test
    void it_never_stops_talking() {
        tmdb.put(FakeTmdb.GENRES, "{\"genres\": []}" + " ".repeat(1024 * 1024));
        assertFails(502, "tmdb-broken");
    }

    @Test
    void it_is_busy_for_long() {
        tmdb.put(FakeTmdb.POPULAR, answer().code(429).addHeader("Retry-After", "2"));
        assertEquals("2", assertFails(503, "tmdb-busy").header("Retry-After"));
        assertEquals(1, tmdb.asked(FakeTmdb.POPULAR));
        tmdb.put(FakeTmdb.POPULAR, answer().code(429).addHeader("Retry-After", "999999999"));
        TestClient.await(
                "another request to TheMovieDB",
                () -> assertFails(503, "tmdb-busy").header("Retry-After").equals("3600"));
        assertEquals(2, tmdb.asked(FakeTmdb.POPULAR));
        assertFails(503, "tmdb-busy"); // the gateway sends no request before that time
        assertEquals(2, tmdb.asked(FakeTmdb.POPULAR));
        assertEquals(2, tmdb.asked(FakeTmdb.GENRES));
    }

    @Test
    void it_is_busy_for_a_moment_in_each_sync() {
        long start = System.nanoTime();
        for (int sync = 1; sync <= 2; sync++) {
            tmdb.once(FakeTmdb.POPULAR, answer().code(429).addHeader("Retry-After", "1"));
            assertEquals(200, gateway.admin().post("/api/movies/sync", "").status());
        }
        assertTrue(System.nanoTime() - start >= 2_000_000_000, "the sync did not wait");
        assertEquals(4, tmdb.asked(FakeTmdb.POPULAR));
    }

    @Test
    void it_is_busy_again_when_our_waiting_time_is_used_up() {
        tmdb.once(FakeTmdb.GENRES, answer().code(429)); // without Retry-After: one second
        tmdb.put(FakeTmdb.POPULAR, answer().code(429).addHeader("Retry-After", "0")); // zero counts as one
        assertEquals("1", assertFails(503, "tmdb-busy").header("Retry-After"));
        assertEquals(1, tmdb.asked(FakeTmdb.POPULAR));
    }
}
