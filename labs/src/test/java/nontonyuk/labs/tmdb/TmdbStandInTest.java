package nontonyuk.labs.tmdb;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.StandIn;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TmdbStandInTest {
    private static final String INVALID_KEY = failure(7, "Invalid API key: You must be granted a valid key.");
    private static final String NOT_FOUND = failure(34, "The resource you requested could not be found.");
    private static final String INVALID_PAGE =
            failure(22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.");
    private static final String TOO_MANY = failure(25, "Your request count (#) is over the allowed limit of (40).");
    private static final String INTERNAL = failure(11, "Internal error: Something went wrong, contact TMDB.");
    private static final String WRONG_METHOD = failure(42, "This request method is not supported for this resource.");

    private final List<String> log = new CopyOnWriteArrayList<>();

    @AutoClose
    private StandIn tmdb;

    private TestClient stranger;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        tmdb = TmdbStandIn.start(0, "secret", 0, log::add);
        stranger = TestClient.to(URI.create(tmdb.url()).getPort());
        client = stranger.as("secret");
    }

    private static String failure(int code, String message) {
        return "{\"success\":false,\"status_code\":%d,\"status_message\":\"%s\"}".formatted(code, message);
    }

    @Test
    void inception_is_the_first_of_the_popular_movies() {
        var response = client.get("/3/movie/popular");

        assertEquals(200, response.status());
        assertEquals("application/json;charset=utf-8", response.header("Content-Type"));
        assertTrue(response.text().startsWith("""
                                {"page":1,"results":[{"adult":false,"backdrop_path":null,"genre_ids":[28,878,12],\
                                "id":27205,"original_language":"en","original_title":"Inception","overview":"A thief \
                                who steals secrets from dreams is hired to leave an idea behind instead.",\
                                "popularity":250.0,"poster_path":null,"release_date":"2010-07-15",\
                                "title":"Inception","video":false,"vote_average":8.364,"vote_count":34495},"""), response.text());
    }

    @Test
    void the_pages_hold_every_popular_movie_once_by_falling_popularity() {
        var first = json("/3/movie/popular?page=1&language=en-US");
        int pages = first.get("total_pages").intValue();
        int total = first.get("total_results").intValue();
        var ids = new HashSet<Integer>();
        double last = Double.MAX_VALUE;
        for (int page = 1; page <= pages; page++) {
            var results = json("/3/movie/popular?page=" + page).get("results");
            assertEquals(page < pages ? 20 : total - 20 * (pages - 1), results.size());
            for (var movie : results) {
                ids.add(movie.get("id").intValue());
                assertTrue(movie.get("popularity").doubleValue() < last);
                last = movie.get("popularity").doubleValue();
            }
        }
        assertEquals(total, ids.size());
    }

    @Test
    void a_page_after_the_last_is_empty() {
        var page = json("/3/movie/popular?page=500");

        assertEquals(500, page.get("page").intValue());
        assertEquals(0, page.get("results").size());
        assertEquals(84, page.get("total_results").intValue());
        assertEquals(5, page.get("total_pages").intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.5", "two", "", "01", "99999999999"})
    void a_page_that_is_none_is_refused(String page) {
        assertAnswer(422, INVALID_PAGE, client.get("/3/movie/popular?page=" + page));
        assertAnswer(422, INVALID_PAGE, client.get("/3/movie/now_playing?page=" + page));
    }

    @Test
    void now_playing_are_the_newest_movies_with_their_dates() {
        var page = json("/3/movie/now_playing");

        assertEquals("2024-02-27", page.at("/dates/maximum").textValue());
        assertEquals(30, page.get("total_results").intValue());
        var earliest = page.at("/dates/minimum").textValue();
        for (var movie : page.get("results")) {
            assertTrue(movie.get("release_date").textValue().compareTo(earliest) >= 0);
        }
        assertFalse(json("/3/movie/popular").has("dates"));
    }

    @Test
    void the_genres_are_those_nineteen_of_tmdb() {
        var genres = json("/3/genre/movie/list?language=en").get("genres");

        assertEquals(19, genres.size());
        assertEquals("{\"id\":28,\"name\":\"Action\"}", genres.get(0).toString());
        assertEquals("{\"id\":37,\"name\":\"Western\"}", genres.get(18).toString());
    }

    @Test
    void a_movie_has_its_details() {
        assertEquals(
                """
                {"adult":false,"backdrop_path":null,"belongs_to_collection":null,"budget":0,\
                "genres":[{"id":35,"name":"Comedy"},{"id":53,"name":"Thriller"},{"id":18,"name":"Drama"}],\
                "homepage":"","id":496243,"imdb_id":"tt6751668","origin_country":[],"original_language":"ko",\
                "original_title":"기생충","overview":"A poor family talks its way, one by one, into the house of a \
                rich one.","popularity":%s,"poster_path":null,"production_companies":[],\
                "production_countries":[],"release_date":"2019-05-30","revenue":0,"runtime":133,\
                "spoken_languages":[],"status":"Released","tagline":"","title":"Parasite","video":false,\
                "vote_average":8.515,"vote_count":16430}""".formatted(json("/3/movie/496243").get("popularity")),
                client.get("/3/movie/496243").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/3",
                "/4/movie/popular",
                "/3/movie/0",
                "/3/movie/999999999",
                "/3/movie/27205/",
                "/3/movie/99999999999999999999",
                "/3/movie/abc",
                "/3/movie/popularEVIL",
                "/3/genre/tv/list"
            })
    void what_is_not_there_is_not_found(String path) {
        assertAnswer(404, NOT_FOUND, client.get(path));
    }

    @Test
    void either_way_to_show_the_key_is_enough() {
        assertEquals(200, client.get("/3/movie/27205").status());
        var small = stranger.request("/3/movie/27205").header("authorization", "bearer secret");
        assertEquals(200, stranger.send(small).status());
        assertEquals(
                200, stranger.get("/3/movie/27205?language=id&api_key=secret").status());
    }

    @Test
    void without_the_right_key_nothing_is_told() {
        assertAnswer(401, INVALID_KEY, stranger.get("/3/movie/27205"));
        assertAnswer(401, INVALID_KEY, stranger.get("/3/movie/27205?api_key="));
        assertAnswer(401, INVALID_KEY, stranger.get("/3/movie/27205?api_key=wrong"));
        for (var header : List.of("Bearer wrong", "Bearer", "Basic secret", "secret", "Bearer secretsecret")) {
            var request = stranger.request("/3/movie/popular").header("Authorization", header);
            assertAnswer(401, INVALID_KEY, stranger.send(request));
        }
    }

    @Test
    void head_has_the_headers_of_get_and_no_body() {
        var head = client.send(client.request("/3/movie/27205").method("HEAD", BodyPublishers.noBody()));

        assertEquals(200, head.status());
        assertEquals("", head.text());
        assertEquals(client.get("/3/movie/27205").header("Content-Length"), head.header("Content-Length"));
    }

    @Test
    void other_methods_are_not_allowed() {
        for (var method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            var response =
                    client.send(client.request("/3/movie/popular").method(method, BodyPublishers.ofString("{}")));
            assertAnswer(405, WRONG_METHOD, response);
            assertEquals("GET, HEAD", response.header("Allow"));
        }
    }

    @Test
    void a_client_that_asks_too_often_is_told_to_wait() throws IOException {
        try (var slow = TmdbStandIn.start(0, "secret", 2, line -> {})) {
            var hasty = TestClient.to(URI.create(slow.url()).getPort());
            Answer response;
            int sent = 0;
            do {
                response = hasty.get("/3/movie/27205?api_key=secret");
            } while (response.status() == 200 && ++sent < 1_000);

            assertAnswer(429, TOO_MANY, response);
            assertEquals("1", response.header("Retry-After"));
            assertTrue(sent >= 2, "sent " + sent);
        }
    }

    @Test
    void it_misbehaves_on_request_and_comes_good_again() {
        assertMode("{\"mode\":\"ok\",\"delay_ms\":0}");

        setMode("{\"mode\":\"refuse\"}");
        assertAnswer(401, INVALID_KEY, client.get("/3/movie/popular"));
        setMode("{\"mode\":\"limit\"}");
        assertAnswer(429, TOO_MANY, client.get("/3/movie/popular"));
        assertEquals("1", client.get("/3/movie/popular").header("Retry-After"));
        setMode("{\"mode\":\"error\"}");
        assertAnswer(500, INTERNAL, client.get("/3/movie/popular"));
        setMode("{\"mode\":\"rubbish\"}");
        var rubbish = client.get("/3/movie/popular");
        assertEquals(200, rubbish.status());
        assertThrows(UncheckedIOException.class, rubbish::json);

        setMode("{\"mode\":\"ok\"}");
        assertEquals(200, client.get("/3/movie/popular").status());
    }

    @Test
    void in_mode_slow_the_right_answer_comes_late() {
        setMode("{\"mode\":\"slow\",\"delay_ms\":200}");
        assertMode("{\"mode\":\"slow\",\"delay_ms\":200}");

        long started = System.nanoTime();
        var response = client.get("/3/movie/27205");

        assertEquals(200, response.status());
        assertTrue(Duration.ofNanos(System.nanoTime() - started).toMillis() >= 200);
    }

    @Test
    void closing_does_not_wait_for_a_slow_answer() {
        setMode("{\"mode\":\"slow\",\"delay_ms\":60000}");
        var pending = CompletableFuture.supplyAsync(() -> client.get("/3/movie/27205"));

        tmdb.close();

        assertThrows(ExecutionException.class, pending::get);
    }

    @Test
    void a_mode_that_makes_no_sense_changes_nothing_and_says_why() {
        var object = "The body must be a JSON object such as {\"mode\": \"slow\", \"delay_ms\": 500}.";
        var kinds = "mode must be one of ok, slow, refuse, rubbish, limit, error.";
        var delay = "delay_ms must be a whole number from 0 to 60000.";
        assertRefused("", object);
        assertRefused("[]", object);
        assertRefused("null", object);
        assertRefused("{\"mode\":\"ok\"} {}", object);
        assertRefused("{\"mode\":\"ok\",\"mode\":\"slow\"}", object);
        assertRefused("{}", kinds);
        assertRefused("{\"mode\":\"OK\"}", kinds);
        assertRefused("{\"mode\":3}", kinds);
        assertRefused("{\"mode\":\"slow\",\"delay_ms\":-1}", delay);
        assertRefused("{\"mode\":\"slow\",\"delay_ms\":60001}", delay);
        assertRefused("{\"mode\":\"slow\",\"delay_ms\":\"1\"}", delay);
        assertRefused("{\"mode\":\"error\",\"delay_ms\":1}", "delay_ms goes with mode slow only.");
        assertRefused("{\"mode\":\"slow\",\"delay\":1}", "The body may have mode and delay_ms only.");
        assertRefused(" ".repeat(1025), "The body is longer than 1024 bytes.");
        assertMode("{\"mode\":\"ok\",\"delay_ms\":0}");
        assertEquals(405, client.delete("/stand-in/mode").status());
        assertEquals(401, stranger.put("/stand-in/mode", "{\"mode\":\"ok\"}").status());
    }

    @Test
    void the_log_has_a_line_for_each_request_and_never_the_key() {
        stranger.get("/3/movie/27205?language=id&api_key=secret&page=2");
        stranger.get("/3/movie/popular?api%5Fkey=secret");

        assertEquals(2, log.size());
        assertTrue(
                log.get(0).matches("GET /3/movie/27205\\?language=id&api_key=\\*\\*\\*&page=2 200 \\d+ ms"),
                log.get(0));
        assertTrue(log.get(1).matches("GET /3/movie/popular\\?api_key=\\*\\*\\* 200 \\d+ ms"), log.get(1));
    }

    @Test
    void a_taken_port_is_named() {
        int port = URI.create(tmdb.url()).getPort();

        var e = assertThrows(BindException.class, () -> TmdbStandIn.start(port, "secret", 0, log::add));

        assertTrue(e.getMessage().startsWith("Port " + port + " can't be used ("), e.getMessage());
    }

    private void assertRefused(String body, String message) {
        var answer = client.put("/stand-in/mode", body);
        assertEquals(400, answer.status(), body);
        assertEquals(message, answer.json().get("error").textValue(), body);
    }

    private static void assertAnswer(int status, String body, Answer answer) {
        assertEquals(body, answer.text());
        assertEquals(status, answer.status());
        assertEquals("application/json;charset=utf-8", answer.header("Content-Type"));
    }

    private void assertMode(String mode) {
        assertEquals(mode, client.get("/stand-in/mode").text());
    }

    private void setMode(String mode) {
        assertEquals(200, client.put("/stand-in/mode", mode).status());
    }

    private JsonNode json(String path) {
        return client.get(path).json();
    }
}
