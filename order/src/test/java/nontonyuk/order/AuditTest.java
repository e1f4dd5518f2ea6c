package nontonyuk.order;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import nontonyuk.sql.Audit;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the audit notices a breach. */
class AuditTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    /** A paid order, a held one, a cancelled one that is refunded, and an expired one. */
    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 2, 8);
        cinema.paid(1, seats(7, "A1", "A2"));
        cinema.order(2, seats(7, "A3", "A4"));
        long cancelled = cinema.paid(3, seats(7, "B1", "B2"));
        cinema.cancel(3, cancelled);
        cinema.payRefunds();
        cinema.letExpire(cinema.order(4, seats(7, "B7", "B8")));
        cinema.expireOrders();
    }

    /** The tests break the rules, so an audit after them would fail. */
    @AfterEach
    void empty() {
        cinema.reset();
    }

    @Test
    void a_life_of_all_kinds_keeps_every_rule() throws Exception {
        cinema.assertAuditIsClean();
        assertEquals(17, Audit.of(cinema.settings()).size());
    }

    @Test
    void the_limits_of_unpaid_seats_are_those_of_the_settings() {
        for (var limit : List.of("HOLD_SEATS_PER_SHOWTIME", "HOLD_SEATS")) {
            assertEquals(List.of(), Audit.breaches(cinema.settings(limit, "2")));
            assertEquals(1, Audit.breaches(cinema.settings(limit, "1")).size(), limit);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE orders o JOIN order_items i ON i.order_id = o.id SET o.status = 'PAID', i.seat = 'A1' WHERE i.seat = 'B1' | a seat is sold once
                    UPDATE seat_claims SET showtime_id = 8 WHERE seat = 'A1'                       | nobody else has a claim
                    UPDATE orders SET status = 'HELD' WHERE status = 'EXPIRED'                     | an order is what its events say
                    UPDATE order_items SET admitted_at = UTC_TIMESTAMP(3), door = 'x' WHERE seat = 'A1' | whoever was let in stands in the events
                    UPDATE orders SET status = 'PAID' WHERE status = 'HELD'                        | an order was paid once, and the rest goes back
                    DELETE FROM seat_claims WHERE state = 'SOLD' LIMIT 1                           | a paid order has exactly its seats
                    UPDATE seat_claims SET state = 'HELD'                                          | a paid order has exactly its seats
                    DELETE FROM seat_claims WHERE state = 'HELD' LIMIT 1                           | an order that is held has exactly its seats
                    UPDATE orders SET status = 'CANCELLED' WHERE status = 'PAID'                   | nobody else has a claim
                    UPDATE seat_claims SET seat = 'B5' WHERE seat = 'A1'                           | nobody else has a claim
                    UPDATE order_items SET price = 1 LIMIT 1                                       | an order has as many seats as it says, at its price
                    UPDATE orders SET user_id = 2, status = 'HELD', qty = 6, expires_at = expires_at + INTERVAL 1 HOUR, total = 6 * price | an account holds no more unpaid seats than it may
                    DELETE FROM order_items LIMIT 1                                                | an order has as many seats as it says, at its price
                    UPDATE payments SET currency = 'USD' WHERE refund IS NULL                      | an order was paid once, and the rest goes back
                    UPDATE payments SET refund = NULL WHERE refund = 'DONE'                        | an order was paid once, and the rest goes back
                    UPDATE payments SET refund = 'DUE' WHERE refund IS NULL                        | an order was paid once, and the rest goes back
                    UPDATE payments SET refund = 'DUE' WHERE refund = 'DONE'                       | as much was charged and refunded as the events say
                    UPDATE payments SET amount = amount - 1 WHERE refund IS NULL                   | an order was paid once, and the rest goes back
                    UPDATE payments SET status = 'STARTED', refund = NULL, order_id = (SELECT MIN(id) FROM orders) | an order has at most one payment without an answer
                    INSERT INTO idempotency_keys VALUES (1, 'k', '', '', UTC_TIMESTAMP(3), 201, '', '/orders/1', '') | a key that was answered with an order made that order
                    DELETE FROM order_events WHERE event = 'CHARGED' LIMIT 1                       | the events of an order are numbered without a gap
                    UPDATE order_events SET happened_at = happened_at + INTERVAL 1 HOUR WHERE number = 1 LIMIT 1 | no event is out of order
                    UPDATE order_events SET event = 'PAID' WHERE number = 1                        | every order begins with being held
                    UPDATE order_events SET event = 'HELD' WHERE event = 'PAID'                    | an order is what its events say
                    UPDATE order_events SET event = 'PAID' WHERE event = 'REFUNDED'                | as much was charged and refunded as the events say
                    UPDATE order_items SET admitted_at = UTC_TIMESTAMP(3), door = 'x' WHERE seat = 'A3' | only a ticket that was paid has let somebody in
                    """)
    void what_must_not_be_is_noticed(String sql, String rule) {
        assertTrue(cinema.database.update(sql) > 0);
        var broken =
                Audit.breaches(cinema.settings()).stream().map(Audit.Line::rule).toList();
        assertTrue(broken.contains(rule), broken.toString());
    }
}
