package nontonyuk.order.payment;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.Bank;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 2, 4);
    }

    @Test
    void a_held_order_is_cancelled_and_its_seats_are_free_at_once() {
        long order = cinema.order(1, seats(7, "A1", "A2"));
        var answer = cinema.cancel(1, order);
        assertEquals(200, answer.status());
        assertEquals("CANCELLED", answer.data().path("status").asText());
        assertEquals("[\"A1\",\"A2\"]", answer.data().path("seats").toString());
        cinema.order(2, seats(7, "A1", "A2"));
        assertEquals("HELD CANCELLED", cinema.events(1, order));
        assertEquals("409 order-cancelled", cinema.pay(1, order).refusal());
    }

    @Test
    void a_paid_order_is_cancelled_and_its_money_goes_back() {
        long order = cinema.paid(1, seats(7, "A1", "A2"));
        assertEquals(200, cinema.cancel(1, order).status());
        cinema.paid(2, seats(7, "A1", "A2"));
        assertEquals(200_000, cinema.bank.balance());
        cinema.payRefunds();
        assertEquals(100_000, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 30_000})
    void of_what_the_bank_has_given_back_by_itself_only_the_rest_follows(long before) {
        long order = cinema.paid(1, seats(7, "A1", "A2"));
        cinema.bank.refundAll(before);
        cinema.cancel(1, order);
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void a_refund_that_the_bank_works_on_is_not_asked_for_with_another_key() {
        long order = cinema.paid(1, seats(7, "A1", "A2"));
        cinema.cancel(1, order);
        cinema.bank.set(Bank.Mode.REFUND_IN_PROGRESS);
        assertThrows(Problem.class, cinema::payRefunds);
        assertEquals(100_000, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE", cinema.events(1, order));
    }

    @Test
    void cancelling_again_changes_nothing() {
        long order = cinema.paid(1, seats(7, "A1"));
        var first = cinema.cancel(1, order);
        assertEquals(first.text(), cinema.cancel(1, order).text());
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void only_its_owner_and_an_admin_cancel_an_order() {
        long order = cinema.order(1, seats(7, "A1"));
        assertEquals("404 order-not-found", cinema.cancel(2, order).refusal());
        assertEquals("404 order-not-found", cinema.cancel(1, 999_999).refusal());
        assertEquals("HELD", cinema.status(1, order));
        assertEquals(
                200, cinema.admin().post("/orders/" + order + "/cancel", "").status());
    }

    private void letStartIn(long order, int minutes) {
        cinema.database.update(
                "UPDATE orders SET starts_at = UTC_TIMESTAMP(3) + INTERVAL ? MINUTE WHERE id = ?", minutes, order);
    }

    @Test
    void its_owner_cancels_a_paid_order_until_two_hours_before_and_an_admin_always() {
        long order = cinema.paid(1, seats(7, "A1"));
        letStartIn(order, 119);
        assertEquals("409 cancel-too-late", cinema.cancel(1, order).refusal());
        assertEquals("PAID", cinema.status(1, order));
        letStartIn(order, 121);
        assertEquals(200, cinema.cancel(1, order).status());
        long begun = cinema.paid(1, seats(7, "B1"));
        letStartIn(begun, -5);
        assertEquals(
                200, cinema.admin().post("/orders/" + begun + "/cancel", "").status());
    }

    @Test
    void an_expired_order_has_nothing_to_cancel() {
        long order = cinema.order(1, seats(7, "A1"));
        cinema.letExpire(order);
        assertEquals("410 order-expired", cinema.cancel(1, order).refusal());
    }

    @Test
    void when_a_showtime_is_cancelled_all_its_orders_are_refunded() {
        long held = cinema.order(1, seats(7, "A1"));
        long paid = cinema.paid(2, seats(7, "A2", "A3"));
        long expired = cinema.order(3, seats(7, "B1"));
        cinema.letExpire(expired);
        cinema.expireOrders();
        cinema.movie.add(8, "Tenet", 2, 4);
        long elsewhere = cinema.paid(4, seats(8, "A1"));
        cancelShowtime();

        cinema.cancelOrdersOfCancelledShowtimes();
        cinema.payRefunds();
        assertEquals("CANCELLED", cinema.status(1, held));
        assertEquals("CANCELLED", cinema.status(2, paid));
        assertEquals("EXPIRED", cinema.status(3, expired));
        assertEquals("PAID", cinema.status(4, elsewhere));
        assertEquals(50_000, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(2, paid));
        cinema.cancelOrdersOfCancelledShowtimes();
        assertEquals("HELD CANCELLED", cinema.events(1, held));
    }

    private void cancelShowtime() {
        var show = cinema.movie.add(7, "Inception", 2, 4);
        cinema.movie.put(show.with(show.startsAt(), "CANCELLED", show.price()));
    }

    @Test
    void what_was_broken_off_is_finished_the_next_time() {
        var orders = List.of(cinema.paid(1, seats(7, "A1")), cinema.paid(2, seats(7, "A4")));
        cancelShowtime();
        cinema.bank.set(Bank.Mode.REFUND_FAILS);
        cinema.cancelOrdersOfCancelledShowtimes();
        assertThrows(Problem.class, cinema::payRefunds);
        // As after a crash: the second order is unchanged, and the refund of the first one is due.
        for (var sql : List.of(
                "UPDATE orders SET status = 'PAID' WHERE id = ?",
                "UPDATE payments SET refund = NULL WHERE order_id = ?",
                "DELETE FROM order_events WHERE number > 3 AND order_id = ?",
                """
                        INSERT INTO seat_claims
                        SELECT showtime_id, 'A4', id, 'SOLD', expires_at FROM orders WHERE id = ?""")) {
            cinema.database.update(sql, orders.get(1));
        }
        cinema.assertAuditIsClean();
        cinema.bank.set(Bank.Mode.NORMAL);
        cinema.cancelOrdersOfCancelledShowtimes();
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        var all = "HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED";
        assertEquals(all, cinema.events(1, orders.get(0)));
        assertEquals(all, cinema.events(2, orders.get(1)));
    }

    @Test
    void without_movie_nothing_is_cancelled() {
        cinema.order(1, seats(7, "A1"));
        cinema.movie.stop();
        assertThrows(Problem.class, cinema::cancelOrdersOfCancelledShowtimes);
        cinema.movie.restart();
        cinema.cancelOrdersOfCancelledShowtimes();
    }

    @Test
    void auth_hears_which_paid_orders_are_for_future_shows() {
        long coming = cinema.paid(1, seats(7, "A1", "A2"));
        long past = cinema.paid(1, seats(7, "A3", "A4"));
        cinema.database.update("UPDATE orders SET starts_at = UTC_TIMESTAMP(3) WHERE id = ?", past);
        cinema.cancel(1, cinema.paid(1, seats(7, "B1", "B2")));
        cinema.order(1, seats(7, "B3", "B4"));
        cinema.paid(2, seats(7, "B1", "B2"));
        var auth = cinema.nobody().as(TestTokens.service("auth"));
        assertEquals(
                "[" + coming + "]", auth.get("/users/1/upcoming-orders").data().toString());
        cinema.customer(1).get("/users/1/upcoming-orders").expect(403, "not-allowed");
    }

    /** A token may outlive its account for seconds, and pay an order then. */
    @Test
    void the_future_orders_of_a_deleted_account_are_cancelled_and_refunded() {
        long paid = cinema.paid(1, seats(7, "A1", "A2"));
        long held = cinema.order(1, seats(7, "B3", "B4"));
        long past = cinema.paid(1, seats(7, "A3", "A4"));
        cinema.database.update("UPDATE orders SET starts_at = UTC_TIMESTAMP(3) WHERE id = ?", past);
        long other = cinema.paid(2, seats(7, "B1", "B2"));
        cinema.movie.deleteUser(1);
        cinema.cancelOrdersOfDeletedAccounts();
        cinema.payRefunds();
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(1, paid));
        assertEquals("HELD CANCELLED", cinema.events(1, held));
        assertEquals("PAID", cinema.status(1, past));
        assertEquals("PAID", cinema.status(2, other));
        assertEquals(200_000, cinema.bank.balance());
    }
}
