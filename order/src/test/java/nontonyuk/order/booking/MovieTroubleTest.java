package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static nontonyuk.order.Bodies.title;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.MovieStandIn;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders during a failure of the movie service. */
class MovieTroubleTest {
    @AutoClose
    private final TestCinema cinema = new TestCinema(Duration.ofMillis(500));

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 10, 10);
    }

    private void assertUnavailable() {
        for (var body : List.of(best(7, 1), title("Inception", 1))) {
            var answer = cinema.book(1, body);
            assertEquals("503 movie-unavailable", answer.refusal());
            assertEquals("1", answer.header("Retry-After"));
        }
        assertEquals("0 0 0", cinema.stored());
    }

    private void assertWorks() {
        cinema.movie.answerAlways(null);
        assertEquals(201, cinema.book(1, best(7, 1)).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 401, 403, 404, 429, 500, 502, 503})
    void an_answer_that_is_none_is_told_as_unavailable(int status) {
        cinema.movie.answerAlways(new MockResponse.Builder().code(status).build());
        assertUnavailable();
        assertWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "null",
                "[]",
                "{\"data\": null}",
                "{\"data\": 5}",
                "{\"data\": \"x\"}",
                "{\"data\": {}}",
                "{\"data\": [null]}",
                "{\"data\": [{}]}",
                "{\"data\": {\"id\": 7, \"status\": \"SCHEDULED\"}}",
                "{\"data\": {\"id\": 7, \"movie_title\": \"Inception\", \"starts_at\": \"soon\"}}"
            })
    void rubbish_is_told_as_unavailable(String body) {
        cinema.movie.answerAlways(new MockResponse.Builder().body(body).build());
        assertUnavailable();
    }

    @Test
    void a_503_of_movie_is_told_as_not_ready() {
        cinema.movie.answerAlways(MovieStandIn.problem(503, "database-unavailable"));
        assertUnavailable();
        assertEquals(
                "The service movie is not ready yet.",
                cinema.book(1, best(7, 1)).detail());
    }

    @Test
    void a_404_of_something_else_does_not_mean_that_the_movie_is_gone() {
        cinema.movie.answerAlways(MovieStandIn.problem(404, "no-such-path"));
        assertUnavailable();
    }

    @Test
    void a_401_that_gives_no_reason_says_nothing_about_the_token() {
        cinema.movie.answerAlways(
                new MockResponse.Builder().code(401).body("{}").build());
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-ended", "token-expired"})
    void who_is_logged_out_for_movie_is_told_so(String code) {
        cinema.movie.answerAlways(MovieStandIn.problem(401, code));
        var customer = cinema.customer(1);
        for (var answer : List.of(
                customer.post("/orders", best(7, 1)),
                customer.post("/orders", title("Inception", 1)),
                customer.get("/seats/7"))) {
            assertEquals("401 " + code, answer.refusal());
            assertTrue(answer.header("WWW-Authenticate").contains("invalid_token"));
        }
        assertEquals("0 0 0", cinema.stored());
    }

    @Test
    void a_slow_answer_is_not_waited_for() {
        var slow = MovieStandIn.data(List.of()).newBuilder().bodyDelay(5, TimeUnit.SECONDS);
        cinema.movie.answerAlways(slow.build());
        assertUnavailable();
        assertWorks();
    }

    @Test
    void a_connection_that_breaks_is_told_as_unavailable() {
        var broken = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
        cinema.movie.answerAlways(broken);
        assertUnavailable();
        assertWorks();
    }

    @Test
    void orders_can_be_made_again_when_movie_is_back() {
        cinema.movie.stop();
        assertUnavailable();
        cinema.movie.restart();
        assertWorks();
    }

    @Test
    void orders_can_be_read_while_movie_is_down() {
        assertWorks();
        cinema.movie.stop();
        assertEquals(1, cinema.customer(1).get("/orders").data().size());
    }

    @Test
    void no_seat_is_locked_while_movie_is_asked() throws Exception {
        var patient = cinema.withOneConnection();
        cinema.movie.gatherBeforeAnswering(2);
        var slow = CompletableFuture.supplyAsync(
                () -> patient.as(TestTokens.customer(2)).post("/orders", seats(7, "E5")));
        TestClient.await("movie is asked", () -> cinema.movie.waiting() == 1);
        // A transaction that began before the call to movie would hold the only connection.
        assertEquals(200, patient.as(TestTokens.customer(3)).get("/orders").status());
        cinema.movie.releaseOne();
        assertEquals(201, slow.get().status());
    }
}
