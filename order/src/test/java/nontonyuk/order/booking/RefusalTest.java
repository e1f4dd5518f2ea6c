package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static nontonyuk.order.Bodies.title;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

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
        cinema.customer(1).post("/orders", seats(7, "A1", "A2", "A3", "A4"));
        cinema.customer(1).post("/orders", seats(8, "A1"));
        before = cinema.stored();
        assertEquals("2 5 5", before);
    }

    @AfterEach
    void nothing_was_stored() {
        assertEquals(before, cinema.stored());
    }

    private Answer post(String body) {
        return cinema.customer(2).post("/orders", body);
    }

    private static void assertProblem(int status, String code, Answer answer) {
        assertEquals(status + " " + code, answer.status() + " " + answer.problem());
    }

    private static String detail(Answer answer) {
        return answer.json().path("detail").asText();
    }

    @Test
    void another_users_account_can_not_be_used() {
        var answer = post("{\"user_id\": 1, \"showtime_id\": 7, \"qty\": 1}");
        assertProblem(403, "not-your-account", answer);
    }

    @Test
    void an_unknown_showtime_is_not_found() {
        assertProblem(404, "showtime-not-found", post(best(5, 1)));
    }

    @Test
    void an_unknown_movie_is_not_found() {
        assertProblem(404, "movie-not-found", post(title("Inceptoin", 1)));
    }

    @Test
    void a_movie_without_upcoming_showtimes_can_not_be_booked() {
        var show = cinema.movie.add(9, "Dune", 2, 4);
        cinema.movie.put(show.with(Instant.now().minusSeconds(60), "SCHEDULED", 1));
        assertProblem(409, "no-showtime", post(title("Dune", 1)));
    }

    @Test
    void a_cancelled_showtime_can_not_be_booked() {
        var show = cinema.movie.add(9, "Dune", 2, 4);
        cinema.movie.put(show.with(show.startsAt(), "CANCELLED", 1));
        assertProblem(409, "showtime-cancelled", post(best(9, 1)));
    }

    @Test
    void a_showtime_that_has_started_can_not_be_booked() {
        var show = cinema.movie.add(9, "Dune", 2, 4);
        cinema.movie.put(show.with(Instant.now().minusSeconds(1), "SCHEDULED", 1));
        assertProblem(409, "showtime-started", post(best(9, 1)));
    }

    @Test
    void a_title_that_is_not_the_showtimes_is_a_fault_of_the_title() {
        var answer = post("{\"showtime_id\": 7, \"movie_title\": \"Tenet\", \"qty\": 1}");
        assertProblem(422, "invalid-request", answer);
        assertEquals("movie_title:mismatch", answer.faults());
    }

    @Test
    void each_seat_that_the_studio_does_not_have_is_named() {
        var answer = post(seats(7, "B5", "B4", "C1", "Z99"));
        assertProblem(422, "invalid-request", answer);
        assertEquals("seats[0]:no-such-seat,seats[2]:no-such-seat,seats[3]:no-such-seat", answer.faults());
        assertTrue(answer.text().contains("rows A to B with 4 seats each"), answer.text());
    }

    @Test
    void exactly_the_seats_that_are_taken_are_named() {
        var answer = post(seats(7, "B1", "A4", "A2", "B2"));
        assertProblem(409, "seat-taken", answer);
        assertEquals("Already taken: A2, A4.", detail(answer));
    }

    @Test
    void too_few_seats_are_told_with_how_many_are_left() {
        var answer = post(best(7, 5));
        assertProblem(409, "sold-out", answer);
        assertEquals("5 seats are wanted and at most 4 are left.", detail(answer));
    }

    @Test
    void a_movie_is_sold_out_when_no_showtime_has_enough_seats() {
        cinema.movie.add(9, "Tenet", 1, 3);
        var answer = post(title("Tenet", 4));
        assertProblem(409, "sold-out", answer);
        assertEquals("4 seats are wanted and at most 3 are left.", detail(answer));
    }
}
