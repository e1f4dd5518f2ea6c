package nontonyuk.order.ticket;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.order.TestCinema;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.Seat;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets of an order, and their check at the door. */
class CheckInTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long order;
    private String code;

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 1, 4);
        order = cinema.paid(1, seats(7, "A1", "A2"));
        code = tickets(1).path(0).path("code").asText();
        letStartIn(30);
    }

    private JsonNode tickets(long user) {
        var answer = cinema.customer(user).get("/orders/" + order + "/ticket");
        assertEquals(200, answer.status(), answer.text());
        return answer.data().path("tickets");
    }

    private void letStartIn(int minutes) {
        cinema.database.update("UPDATE orders SET starts_at = UTC_TIMESTAMP(3) + INTERVAL ? MINUTE", minutes);
    }

    private static String shown(String code, long showtime, String door) {
        return "{\"code\": \"%s\", \"showtime_id\": %d, \"door\": \"%s\"}".formatted(code, showtime, door);
    }

    private Answer show(String code) {
        return cinema.staff().post("/tickets/check-in", shown(code, 7, "door 1"));
    }

    @Test
    void a_paid_order_has_a_ticket_for_each_seat_and_each_lets_somebody_in() {
        var tickets = tickets(1);
        assertEquals(2, tickets.size());
        for (var ticket : tickets) {
            var answer = show(ticket.path("code").asText());
            assertEquals(200, answer.status(), answer.text());
            assertEquals(ticket.path("seat"), answer.data().path("seat"));
            assertEquals("door 1", answer.data().path("door").asText());
        }
        assertEquals("HELD CHARGED PAID CHECKED_IN CHECKED_IN", cinema.events(1, order));
    }

    @Test
    void a_ticket_lets_in_once_and_then_says_when_and_where_it_did() {
        var first = show(code);
        var second = cinema.staff().post("/tickets/check-in", shown(code, 7, "door 2"));
        assertEquals("409 ticket-used", second.refusal());
        assertEquals("The ticket was used at " + first.data().path("at").asText() + ", at door 1.", second.detail());
    }

    @Test
    void of_two_doors_at_once_one_lets_in() {
        var another = cinema.another().as(nontonyuk.common.token.TestTokens.staff(51));
        var calls = new ArrayList<CompletableFuture<Answer>>();
        cinema.database.transaction(transaction -> {
            // All wait for the lock of the order; its release starts them together.
            Order.lock(transaction, order);
            for (var door : List.of(cinema.staff(), another, cinema.staff(), another)) {
                calls.add(TestCinema.inParallel(() -> door.post("/tickets/check-in", shown(code, 7, "door"))));
            }
            cinema.awaitWaiting(calls.size(), "UPDATE orders SET version");
            return calls;
        });
        var statuses = calls.stream().map(call -> call.join().status()).sorted().toList();
        assertEquals(List.of(200, 409, 409, 409), statuses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_code_must_be_given(String bad) {
        assertEquals("code:required", show(bad).faults());
    }

    @Test
    void a_forged_ticket_is_told_from_a_real_one() {
        var parts = code.split("\\.");
        for (var forged : List.of(
                "hello",
                parts[0] + ".A2." + parts[2],
                (order + 1) + "." + parts[1] + "." + parts[2],
                "0" + code,
                code + "A",
                code.substring(0, code.length() - 1),
                new TicketCodes("another secret for tickets").code(new TicketCodes.Ticket(order, Seat.named("A1"))))) {
            assertEquals("code:forged", show(forged).faults(), forged);
        }
        // The signature is right, but the order is unknown, or the seat is not the order's.
        var codes = new TicketCodes(TestCinema.TICKET_SECRET);
        for (var ticket : List.of(
                new TicketCodes.Ticket(999_999, Seat.named("A1")), new TicketCodes.Ticket(order, Seat.named("A4")))) {
            assertEquals("code:forged", show(codes.code(ticket)).faults());
        }
        assertEquals(200, show(code).status());
    }

    @Test
    void whoever_stays_outside_hears_why() {
        var other = cinema.staff().post("/tickets/check-in", shown(code, 8, "door 1"));
        assertEquals("409 wrong-showtime", other.refusal());
        letStartIn(61);
        assertEquals("409 too-early", show(code).refusal());
        letStartIn(59);
        assertEquals(200, show(code).status());
    }

    @Test
    void no_ticket_is_accepted_after_the_show_has_ended() {
        letStartIn(-120);
        letEndIn(0);
        show(code).expect(409, "too-late");
        letEndIn(1);
        show(code).expect(200);
    }

    private void letEndIn(int minutes) {
        cinema.database.update("UPDATE orders SET ends_at = UTC_TIMESTAMP(3) + INTERVAL ? MINUTE", minutes);
    }

    @Test
    void a_cancelled_ticket_lets_nobody_in() {
        letStartIn(600);
        cinema.cancel(1, order);
        letStartIn(30);
        assertEquals("409 ticket-cancelled", show(code).refusal());
    }

    @Test
    void a_ticket_of_an_unpaid_order_lets_nobody_in() {
        long unpaid = cinema.order(2, seats(7, "A3", "A4"));
        letStartIn(30);
        var ticket = new TicketCodes.Ticket(unpaid, Seat.named("A3"));
        assertEquals(
                "409 ticket-not-paid",
                show(new TicketCodes(TestCinema.TICKET_SECRET).code(ticket)).refusal());
        var tickets = cinema.customer(2).get("/orders/" + unpaid + "/ticket");
        assertEquals("409 order-not-paid", tickets.refusal());
    }

    @Test
    void a_used_order_is_not_cancelled_by_its_owner() {
        show(code);
        letStartIn(600);
        var answer = cinema.cancel(1, order);
        assertEquals("409 ticket-used", answer.refusal());
    }

    @Test
    void tickets_are_for_their_owner_and_the_door_is_for_staff() {
        var path = "/orders/" + order + "/ticket";
        assertEquals("404 order-not-found", cinema.customer(2).get(path).refusal());
        assertEquals("404 order-not-found", cinema.customer(2).get(path + "/A1").refusal());
        var customer = cinema.customer(1).post("/tickets/check-in", shown(code, 7, "door 1"));
        assertEquals("403 not-allowed", customer.refusal());
        assertEquals(
                200,
                cinema.admin().post("/tickets/check-in", shown(code, 7, "d")).status());
    }

    @Test
    void a_ticket_is_also_a_picture() {
        var answer = cinema.customer(1).get("/orders/" + order + "/ticket/A1");
        assertEquals(200, answer.status());
        assertEquals("image/svg+xml", answer.header("Content-Type"));
        assertEquals(QrSvg.of(code), answer.text());
        assertTrue(answer.text().startsWith("<svg"), answer.text());
        var missing = cinema.customer(1).get("/orders/" + order + "/ticket/A3");
        assertEquals("404 no-such-ticket", missing.refusal());
    }
}
