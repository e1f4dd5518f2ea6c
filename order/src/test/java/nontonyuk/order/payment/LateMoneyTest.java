package nontonyuk.order.payment;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.problem.Problem;
import nontonyuk.order.Bank;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A charge whose answer was lost, and that the reconciliation finds late. */
class LateMoneyTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long order;

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 1, 4);
        order = cinema.order(1, seats(7, "A1", "A2"));
        cinema.bank.set(Bank.Mode.LOSES_ANSWER);
        assertEquals("payment-broken", cinema.pay(1, order).problem());
    }

    private void letStart() {
        cinema.database.update("UPDATE orders SET starts_at = UTC_TIMESTAMP(3)");
    }

    private void findOut() {
        cinema.reconcileAfter("6 SECOND");
        cinema.payRefunds();
    }

    private void assertRefundedForTheStart() {
        assertEquals("EXPIRED", cinema.status(1, order));
        assertEquals(0, cinema.bank.balance());
        assertEquals(0, cinema.count("seat_claims"));
        var events = cinema.customer(1).get("/orders/" + order + "/events").text();
        assertTrue(events.contains("the showtime had started"), events);
    }

    @Test
    void for_an_expired_order_whose_show_has_begun_it_goes_back() {
        cinema.letExpire(order);
        cinema.expireOrders();
        letStart();
        findOut();
        assertRefundedForTheStart();
        assertEquals("HELD EXPIRED CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void it_goes_back_also_where_nobody_has_written_down_yet_that_the_order_expired() {
        cinema.letExpire(order);
        letStart();
        findOut();
        assertRefundedForTheStart();
        assertEquals("HELD CHARGED EXPIRED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void it_pays_an_order_that_is_still_held_when_the_show_has_begun() {
        letStart();
        findOut();
        assertEquals("PAID", cinema.status(1, order));
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void it_pays_an_expired_order_whose_show_is_still_to_come() {
        cinema.letExpire(order);
        cinema.expireOrders();
        findOut();
        assertEquals("PAID", cinema.status(1, order));
        assertEquals("HELD EXPIRED CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void each_payment_is_told_from_the_others_that_the_bank_tells_of() {
        long other = cinema.order(2, seats(7, "A3", "A4"));
        cinema.pay(2, other);
        cinema.bank.set(Bank.Mode.ALL_CHARGES);
        findOut();
        assertEquals("PAID PAID", cinema.status(1, order) + " " + cinema.status(2, other));
    }

    @Test
    void an_answer_about_another_charge_does_not_mean_that_there_is_none() {
        cinema.bank.set(Bank.Mode.ANOTHER_CHARGE);
        cinema.makePaymentsOlder("11 MINUTE");
        var problem = assertThrows(Problem.class, cinema::reconcile);
        assertEquals("payment-broken", problem.code());
        cinema.bank.set(Bank.Mode.NORMAL);
        findOut();
        assertEquals("PAID", cinema.status(1, order));
    }
}
