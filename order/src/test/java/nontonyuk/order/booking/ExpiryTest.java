package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An expired hold does not hold its seats. */
class ExpiryTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long expired;

    /** Customer 1 held A1 and A2 of a studio with four seats, and did not pay. */
    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 1, 4);
        expired = cinema.order(1, seats(7, "A1", "A2"));
        cinema.letExpire(expired);
    }

    private String stored(long order) {
        var sql = "SELECT status FROM orders WHERE id = ?";
        return cinema.database.one(sql, row -> row.getString(1), order).orElseThrow();
    }

    private List<String> claims() {
        var sql = "SELECT seat, order_id FROM seat_claims ORDER BY seat";
        return cinema.database.list(sql, row -> row.getString("seat") + " " + row.getLong("order_id"));
    }

    @Test
    void an_order_whose_time_is_up_is_shown_as_expired_with_its_seats() {
        var order = cinema.show(1, expired).data();
        assertEquals("EXPIRED", order.path("status").asText());
        assertEquals("[\"A1\",\"A2\"]", order.path("seats").toString());
        var list = cinema.customer(1).get("/orders").data();
        assertEquals("EXPIRED", list.get(0).path("status").asText());
    }

    @Test
    void an_expired_hold_is_taken_over_with_all_its_seats() {
        long next = cinema.order(2, seats(7, "A2", "A3"));
        assertEquals(List.of("A2 " + next, "A3 " + next), claims());
        assertEquals("EXPIRED", stored(expired));
        assertEquals("HELD", cinema.status(2, next));
        assertEquals(
                "[\"A1\",\"A2\"]", cinema.show(1, expired).data().path("seats").toString());
    }

    @Test
    void expired_seats_count_as_free() {
        long next = cinema.order(2, best(7, 4));
        assertEquals(4, claims().size());
        assertEquals("EXPIRED", stored(expired));
        assertEquals("HELD", cinema.status(2, next));
    }

    @Test
    void an_expired_hold_elsewhere_is_left_alone() {
        cinema.order(2, seats(7, "A3"));
        assertEquals("HELD", stored(expired));
        assertEquals(3, claims().size());
    }

    @Test
    void seats_of_several_expired_orders_are_taken_over_at_once() {
        long other = cinema.order(3, seats(7, "A3"));
        cinema.letExpire(other);
        long next = cinema.order(2, seats(7, "A2", "A3"));
        assertEquals(List.of("A2 " + next, "A3 " + next), claims());
        assertEquals("EXPIRED EXPIRED", stored(expired) + " " + stored(other));
    }

    @Test
    void one_that_was_prolonged_after_somebody_saw_it_expired_keeps_its_seats() {
        cinema.database.transaction(transaction -> {
            SeatClaims.extend(transaction, expired, 60);
            SeatClaims.expire(transaction, expired); // a transaction that saw it expired
            return expired;
        });
        assertEquals("HELD", cinema.status(1, expired));
        assertEquals(List.of("A1 " + expired, "A2 " + expired), claims());
        cinema.assertAuditIsClean();
    }

    @Test
    void a_hold_that_has_not_run_out_is_not_taken_over() {
        cinema.order(3, seats(7, "A3"));
        var answer = cinema.book(2, seats(7, "A2", "A3"));
        assertEquals("409 seat-taken", answer.refusal());
        assertEquals("Already taken: A3.", answer.detail());
        assertEquals("HELD", stored(expired));
        assertEquals(3, claims().size());
    }
}
