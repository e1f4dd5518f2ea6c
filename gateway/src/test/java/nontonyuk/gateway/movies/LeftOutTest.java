package nontonyuk.gateway.movies;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.gateway.FakeServices;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** A failure of one answer of TheMovieDB leaves out one movie; the others are imported. */
class LeftOutTest {
    @AutoClose
    private final TestGateway gateway = new TestGateway(Duration.ofMillis(1000));

    private final FakeTmdb tmdb = new FakeTmdb(gateway);
    private final FakeServices services = new FakeServices(gateway);

    private static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("the status 500", answer(500, "")),
                Arguments.of("the status 403", answer(403, "{}")),
                Arguments.of("unknown form", answer(200, "<html>")),
                Arguments.of("unknown form", answer(200, "")),
                Arguments.of("unknown form", answer(200, "[]")),
                Arguments.of("unknown form", answer(200, "[".repeat(2000))),
                Arguments.of("longer than 1000 ms", answer(200, "{}").bodyDelay(1, TimeUnit.HOURS)),
                Arguments.of("too long", answer(200, " ".repeat(1024 * 1024 + 1))),
                Arguments.of("not HTTP", answer(200, "{}").onResponseStart(new SocketEffect.CloseSocket())),
                Arguments.of("refused the token", answer(401, "{}")),
                Arguments.of("no requests for 60 s", answer(429, "").addHeader("Retry-After", "60")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_movie_whose_details_fail_is_left_out_with_its_reason(String reason, MockResponse.Builder failure) {
        tmdb.put(FakeTmdb.INCEPTION, failure);
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}");
        tmdb.put(FakeTmdb.POPULAR, popular(4, 27205)); // a failure of TheMovieDB itself ends the questions
        var data = sync().expect(200).data();
        assertEquals("1 1", data.path("created") + " " + data.path("skipped"));
        assertEquals(
                "27205 Movie 27205",
                data.at("/left_out/0/tmdb_id").asText() + " "
                        + data.at("/left_out/0/movie").asText());
        var said = data.at("/left_out/0/reason").asText();
        assertTrue(said.contains(reason), said);
        assertTrue(services.movies.containsKey(4L));
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeTmdb.POPULAR, FakeTmdb.POPULAR_2})
    void a_page_that_fails_is_left_out_with_its_reason(String page) {
        tmdb.put(page, answer(500, ""));
        var data = sync().expect(200).data();
        assertTrue(services.movies.containsKey(27205L));
        assertTrue(data.path("left_out").toString().contains("\"movie\":\"page " + page.charAt(page.length() - 1)));
    }

    @Test
    void the_next_import_asks_again_and_asks_last_for_what_failed() {
        tmdb.put(FakeTmdb.POPULAR, popular(27205, 4));
        tmdb.put(FakeTmdb.POPULAR_2, "{\"results\": []}");
        tmdb.once(FakeTmdb.INCEPTION, answer(401, ""));
        sync().expect(502, "tmdb-refused");
        var second = sync();
        assertEquals("2 0", second.field("created") + " " + second.field("skipped"));
        var asked =
                tmdb.asked().stream().filter(path -> path.matches(".*/[0-9]+")).toList();
        assertEquals(List.of(FakeTmdb.INCEPTION, "/3/movie/4", FakeTmdb.INCEPTION), asked);
    }

    @Test
    void a_sync_asks_for_nothing_more_after_ten_late_answers() {
        var leftOut = new LeftOut();
        for (int i = 0; i < 100; i++) fail(leftOut, Problem.badGateway("tmdb-broken", "Broken."));
        for (int i = 0; i < 9; i++) fail(leftOut, Problem.gatewayTimeout("tmdb-timeout", "Late."));
        assertEquals("x", leftOut.attempt(2L, "B", () -> "x").orElseThrow());
        fail(leftOut, Problem.gatewayTimeout("tmdb-timeout", "Late."));
        assertTrue(leftOut.attempt(2L, "B", () -> "x").isEmpty());
        assertEquals("111 100", leftOut.count() + " " + leftOut.named().size());
        assertEquals(Set.of(1L), leftOut.failedIds()); // the next sync does not ask for B last
    }

    private static void fail(LeftOut leftOut, Problem problem) {
        leftOut.attempt(1L, "A", () -> {
            throw problem;
        });
    }

    private static String popular(int... ids) {
        var results = new StringJoiner(",", "{\"results\": [", "]}");
        for (var id : ids) results.add("{\"id\": %d, \"title\": \"Movie %d\"}".formatted(id, id));
        return results.toString();
    }

    private TestClient.Answer sync() {
        return gateway.admin().post("/api/movies/sync", "");
    }
}
