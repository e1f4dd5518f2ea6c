package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A refused choice of seats comes with a better offer. */
class ChoiceTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 3, 8);
    }

    private Answer choose(String... seats) {
        return cinema.book(2, seats(7, seats));
    }

    private static void assertOffer(String code, String seats, Answer answer) {
        assertEquals("409 " + code, answer.refusal());
        assertEquals(seats, answer.json().at("/offer/seats").toString());
    }

    @Test
    void a_taken_seat_is_named_and_the_nearest_free_block_offered() {
        cinema.order(1, seats(7, "B4", "B5"));
        var answer = choose("B5", "B6");
        assertOffer("seat-taken", "[\"B6\",\"B7\"]", answer);
        assertEquals("Already taken: B5.", answer.detail());
        assertEquals(201, choose("B6", "B7").status());
    }

    @Test
    void a_single_seat_left_alone_is_refused_and_named_and_a_better_choice_offered() {
        cinema.order(1, seats(7, "B1", "B2"));
        var answer = choose("B4", "B5");
        assertOffer("single-seat-gap", "[\"B3\",\"B4\"]", answer);
        assertTrue(answer.detail().contains("leave B3 alone"));
        assertEquals(201, choose("B3", "B4").status());
    }

    @Test
    void two_seats_with_one_between_them_are_refused_as_well() {
        assertOffer("single-seat-gap", "[\"A3\",\"A4\"]", choose("A3", "A5"));
    }

    @Test
    void where_nothing_else_is_left_a_gap_is_allowed() {
        cinema.movie.add(8, "Tenet", 1, 5);
        cinema.order(1, seats(8, "A1"));
        cinema.order(1, seats(8, "A5"));
        assertEquals(201, cinema.book(2, seats(8, "A2", "A3")).status());
    }

    @Test
    void when_all_is_taken_nothing_is_offered() {
        cinema.movie.add(8, "Tenet", 1, 2);
        cinema.order(1, seats(8, "A1", "A2"));
        var answer = cinema.book(2, seats(8, "A1"));
        assertEquals("409 seat-taken", answer.refusal());
        assertTrue(answer.json().path("offer").isMissingNode());
    }

    @Test
    void the_best_block_leaves_no_seat_alone_if_it_can_help_it() {
        cinema.order(1, seats(7, "B7", "B8"));
        var first = cinema.book(2, best(7, 2)).data();
        assertEquals("[\"B3\",\"B4\"]", first.path("seats").toString());
    }

    @Test
    void ten_seats_are_the_most_and_may_be_split_over_rows_when_no_row_has_them() {
        var order = cinema.book(2, best(7, 10)).data();
        assertEquals(10, order.path("seats").size());
        assertEquals("qty:out-of-range", cinema.book(2, best(7, 11)).faults());
    }
}
