package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static nontonyuk.order.Bodies.title;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.order.MovieStandIn;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal states its reason and stores nothing. */
class RefusalTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private String before;

    /** Row A of showtime 7 is taken, A1 to A4. One of the two seats of showtime 8 is taken. */
    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 2, 4);
        cinema.movie.add(8, "Tenet", 1, 2);
        cinema.book(1, seats(7, "A1", "A2", "A3", "A4"));
        cinema.book(1, seats(8, "A1"));
        before = cinema.stored();
        assertEquals("2 5 5", before);
    }

    @AfterEach
    void nothing_was_stored() {
        assertEquals(before, cinema.stored());
    }

    private Answer post(String body) {
        return cinema.book(2, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"user_id": 1, "showtime_id": 7, "qty": 1} | 403 not-your-account
                    {"showtime_id": 5, "qty": 1}               | 404 showtime-not-found
                    {"movie_title": "Inceptoin", "qty": 1}     | 404 movie-not-found
                    """)
    void another_users_account_and_what_is_unknown_can_not_be_used(String body, String refusal) {
        assertEquals(refusal, post(body).refusal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -60  | SCHEDULED | {"movie_title": "Dune", "qty": 1} | 409 no-showtime
                    3600 | CANCELLED | {"showtime_id": 9, "qty": 1}      | 409 showtime-cancelled
                    -1   | SCHEDULED | {"showtime_id": 9, "qty": 1}      | 409 showtime-started
                    """)
    void a_showtime_that_is_cancelled_or_has_started_can_not_be_booked(
            int startsIn, String status, String body, String refusal) {
        var show = cinema.movie.add(9, "Dune", 2, 4);
        cinema.movie.put(show.with(Instant.now().plusSeconds(startsIn), status, 1));
        assertEquals(refusal, post(body).refusal());
    }

    @Test
    void an_admin_can_not_order_for_an_account_that_does_not_exist() {
        var order = "{\"user_id\": 404, \"showtime_id\": 7, \"qty\": 1}";
        cinema.admin().post("/orders", order).expectFaults("user_id:no-such-user");
        cinema.movie.answerAlways(MovieStandIn.problem(500, "internal-error"));
        cinema.admin().post("/orders", order).expect(503, "auth-unavailable");
    }

    @Test
    void a_title_that_is_not_the_showtimes_is_a_fault_of_the_title() {
        var answer = post("{\"showtime_id\": 7, \"movie_title\": \"Tenet\", \"qty\": 1}");
        assertEquals("422 invalid-request", answer.refusal());
        assertEquals("movie_title:mismatch", answer.faults());
    }

    @Test
    void each_seat_that_the_studio_does_not_have_is_named() {
        var answer = post(seats(7, "B5", "B4", "C1", "Z99"));
        assertEquals("422 invalid-request", answer.refusal());
        assertEquals("seats[0]:no-such-seat,seats[2]:no-such-seat,seats[3]:no-such-seat", answer.faults());
        assertTrue(answer.text().contains("rows A to B with 4 seats each"), answer.text());
    }

    @Test
    void exactly_the_seats_that_are_taken_are_named() {
        var answer = post(seats(7, "B1", "A4", "A2", "B2"));
        assertEquals("409 seat-taken", answer.refusal());
        assertEquals("Already taken: A2, A4.", answer.detail());
    }

    @Test
    void too_few_seats_are_told_with_how_many_are_left() {
        var answer = post(best(7, 5));
        assertEquals("409 sold-out", answer.refusal());
        assertEquals("5 seats are wanted and at most 4 are left.", answer.detail());
    }

    @Test
    void a_movie_is_sold_out_when_no_showtime_has_enough_seats() {
        cinema.movie.add(9, "Tenet", 1, 3);
        var answer = post(title("Tenet", 4));
        assertEquals("409 sold-out", answer.refusal());
        assertEquals("4 seats are wanted and at most 3 are left.", answer.detail());
    }
}
