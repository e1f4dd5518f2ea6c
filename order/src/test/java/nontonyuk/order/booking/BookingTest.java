package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static nontonyuk.order.MovieStandIn.FIRST_START;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

class BookingTest {
    private static final String TWO_FOR_INCEPTION = """
            {"user_id": 1, "movie_title": "Inception", "qty": 2}""";

    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 10, 10);
    }

    @Test
    void the_original_request_works_word_for_word() {
        var answer = cinema.book(1, TWO_FOR_INCEPTION);
        assertEquals(201, answer.status());
        assertTrue(answer.text().startsWith("""
                                {"message":"Order created successfully","data":{"user_id":1,"movie_title":"Inception","qty":2,"id":"""), answer.text());
        var order = answer.data();
        var fields = new ArrayList<String>();
        order.fieldNames().forEachRemaining(fields::add);
        assertEquals(
                "user_id movie_title qty id showtime_id studio starts_at seats price total status"
                        + " expires_at created_at",
                String.join(" ", fields));
        assertEquals("/orders/" + order.path("id").asLong(), answer.header("Location"));
        assertEquals(7, order.path("showtime_id").asLong());
        assertEquals("Studio 1", order.path("studio").asText());
        assertEquals("[\"E5\",\"E6\"]", order.path("seats").toString());
        assertEquals(50_000, order.path("price").asLong());
        assertEquals(100_000, order.path("total").asLong());
        assertEquals("HELD", order.path("status").asText());
        assertEquals(FIRST_START.plusSeconds(7 * 60), time(order, "starts_at"));
        assertEquals(time(order, "created_at").plus(Duration.ofMinutes(10)), time(order, "expires_at"));
        var age = Duration.between(time(order, "created_at"), Instant.now());
        assertTrue(age.abs().compareTo(Duration.ofMinutes(1)) < 0, "made " + age + " ago");
        assertEquals(
                answer.data(), cinema.customer(1).get(answer.header("Location")).data());
    }

    @Test
    void a_setting_says_for_how_many_seconds_an_order_holds_its_seats() {
        var hasty = cinema.another(cinema.settings("HOLD_SECONDS", "3")).as(TestTokens.customer(1));
        var order = hasty.post("/orders", TWO_FOR_INCEPTION).expect(201).data();
        assertEquals(time(order, "created_at").plusSeconds(3), time(order, "expires_at"));
    }

    @Test
    void without_a_user_id_it_is_the_callers_own_order() {
        var order = cinema.book(5, best(7, 1)).data();
        assertEquals(5, order.path("user_id").asLong());
    }

    @Test
    void an_admin_books_for_somebody_else_who_then_has_the_order() {
        var answer = cinema.admin().post("/orders", TWO_FOR_INCEPTION);
        assertEquals(201, answer.status());
        assertEquals(1, answer.data().path("user_id").asLong());
        assertEquals(200, cinema.customer(1).get(answer.header("Location")).status());
    }

    @Test
    void chosen_seats_are_booked_exactly_and_come_in_the_order_of_their_places() {
        var order = cinema.book(1, seats(7, "j10", "C9", "C10")).data();
        assertEquals("[\"C9\",\"C10\",\"J10\"]", order.path("seats").toString());
        assertEquals(3, order.path("qty").asInt());
        assertEquals(150_000, order.path("total").asLong());
    }

    @Test
    void a_showtime_and_its_title_may_both_be_named() {
        var order = "{\"showtime_id\": 7, \"movie_title\": \" inception\", \"qty\": 1}";
        var answer = cinema.book(1, order);
        assertEquals(201, answer.status());
        assertEquals("Inception", answer.data().path("movie_title").asText());
    }

    @Test
    void the_next_buyer_gets_the_next_best_seats() {
        cinema.book(1, TWO_FOR_INCEPTION);
        var order = cinema.book(2, best(7, 2)).data();
        assertEquals("[\"F5\",\"F6\"]", order.path("seats").toString());
    }

    /** Both buyers have seen the seat free: only the primary key of seat_claims decides. */
    @Test
    void of_two_buyers_of_one_seat_at_once_one_gets_it() {
        var calls = new ArrayList<CompletableFuture<Answer>>();
        cinema.database.transaction(transaction -> {
            transaction.update("LOCK TABLES order_items READ");
            try {
                for (int buyer = 1; buyer <= 2; buyer++) {
                    var client = cinema.customer(buyer);
                    calls.add(TestCinema.inParallel(() -> client.post("/orders", seats(7, "C5"))));
                }
                cinema.awaitWaiting(2, "INSERT INTO order_items");
            } finally {
                transaction.update("UNLOCK TABLES");
            }
            return calls;
        });
        var refusals =
                calls.stream().map(call -> call.join().refusal()).sorted().toList();
        assertEquals(List.of("201 ", "409 seat-taken"), refusals);
    }

    @Test
    void the_earliest_showtime_with_enough_seats_is_taken() {
        cinema.movie.add(3, "Inception", 1, 1);
        cinema.movie.add(9, "Inception", 10, 10);
        cinema.movie.add(1, "Tenet", 10, 10);
        var order = cinema.book(1, TWO_FOR_INCEPTION).data();
        assertEquals(7, order.path("showtime_id").asLong());
    }

    @Test
    void a_showtime_that_is_sold_out_leads_to_the_next() {
        cinema.movie.add(3, "Inception", 1, 2);
        assertEquals(201, cinema.book(1, best(3, 2)).status());
        var order = cinema.book(2, TWO_FOR_INCEPTION.replace("1", "2")).data();
        assertEquals(7, order.path("showtime_id").asLong());
    }

    @Test
    void a_title_with_any_letters_reaches_the_movie_service_whole() {
        cinema.movie.add(8, "Tom & Jerry + 1 = ? Amélie/50% #2", 10, 10);
        var order = cinema.book(1, "{\"movie_title\": \"Tom & Jerry + 1 = ? Amélie/50% #2\", \"qty\": 1}");
        assertEquals(201, order.status());
        assertEquals(8, order.data().path("showtime_id").asLong());
    }

    @Test
    void a_later_change_of_price_and_title_does_not_touch_the_order() {
        var made = cinema.book(1, TWO_FOR_INCEPTION);
        var show = cinema.movie.add(7, "Inception 2", 10, 10);
        cinema.movie.put(show.with(show.startsAt(), "SCHEDULED", 70_000));
        assertEquals(
                made.data(), cinema.customer(1).get(made.header("Location")).data());
        var next = cinema.book(1, best(7, 1)).data();
        assertEquals(70_000, next.path("price").asLong());
    }

    private static Instant time(com.fasterxml.jackson.databind.JsonNode order, String field) {
        return Instant.parse(order.path(field).asText());
    }
}
