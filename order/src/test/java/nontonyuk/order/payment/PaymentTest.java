package nontonyuk.order.payment;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.problem.Problem;
import nontonyuk.order.Bank.Mode;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every failure of the bank: an order is charged at most once, and money without seats is refunded. */
class PaymentTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long order;

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 1, 4);
        order = cinema.order(1, seats(7, "A1", "A2"));
    }

    private Answer payWith(String paymentMethod) {
        var body = "{\"payment_method\": \"" + paymentMethod + "\"}";
        return cinema.customer(1).post("/orders/" + order + "/pay", body);
    }

    private Answer pay(Mode mode) {
        cinema.bank.set(mode);
        return cinema.pay(1, order);
    }

    @Test
    void a_paid_order_has_its_seats_for_good() {
        var answer = cinema.pay(1, order);
        assertEquals(200, answer.status(), answer.text());
        assertEquals("PAID", answer.data().path("status").asText());
        assertEquals(100_000, cinema.bank.balance());
        assertEquals("order-" + order, cinema.bank.charges().get(0).reference());
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
        cinema.letExpire(order);
        assertEquals("PAID", cinema.status(1, order));
        var other = cinema.book(2, seats(7, "A1"));
        assertEquals("409 seat-taken", other.refusal());
    }

    @Test
    void paying_again_changes_nothing() {
        var first = cinema.pay(1, order);
        assertEquals(first.text(), cinema.pay(1, order).text());
        assertEquals(1, cinema.bank.chargeRequests());
    }

    @Test
    void the_bank_gets_the_payment_method_and_without_one_none() {
        assertEquals(200, payWith("card-7").status());
        assertEquals(
                "card-7", cinema.bank.chargeRequest().path("payment_method").asText());
        order = cinema.order(1, best(7, 2));
        assertEquals(200, cinema.pay(1, order).status());
        assertFalse(cinema.bank.chargeRequest().has("payment_method"));
    }

    @Test
    void a_payment_method_that_the_bank_does_not_know_is_named_and_another_one_may_work() {
        cinema.bank.set(Mode.UNKNOWN_PAYMENT_METHOD);
        assertEquals("payment_method:unknown", payWith("card-8").faults());
        assertEquals("payment_method:too-long", payWith("x".repeat(65)).faults());
        assertEquals(1, cinema.bank.chargeRequests());
        cinema.bank.set(Mode.NORMAL);
        assertEquals(200, payWith("card-7").status());
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void a_lost_answer_is_got_with_an_unknown_payment_method_too() {
        assertEquals("502 payment-broken", pay(Mode.LOSES_ANSWER).refusal());
        cinema.bank.set(Mode.UNKNOWN_PAYMENT_METHOD);
        assertEquals(200, payWith("card-8").status());
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void only_the_owner_pays() {
        assertEquals("404 order-not-found", cinema.pay(2, order).refusal());
        assertEquals(
                "404 order-not-found",
                cinema.admin().post("/orders/" + order + "/pay", "").refusal());
        assertEquals("404 order-not-found", cinema.pay(1, 999_999).refusal());
        assertEquals(0, cinema.bank.chargeRequests());
    }

    @Test
    void a_declined_card_leaves_the_seats_held_and_another_try_may_work() {
        assertEquals("402 payment-declined", pay(Mode.DECLINES).refusal());
        assertEquals("HELD", cinema.status(1, order));
        assertEquals(200, pay(Mode.NORMAL).status());
        assertEquals("HELD DECLINED CHARGED PAID", cinema.events(1, order));
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void five_declined_payments_are_enough() {
        for (int i = 0; i < 5; i++) pay(Mode.DECLINES);
        assertEquals("409 too-many-payments", cinema.pay(1, order).refusal());
        assertEquals(5, cinema.bank.chargeRequests());
    }

    @Test
    void a_lost_answer_is_got_by_asking_again_and_charges_once() {
        assertEquals("502 payment-broken", pay(Mode.LOSES_ANSWER).refusal());
        assertEquals("HELD", cinema.status(1, order));
        assertEquals(200, cinema.pay(1, order).status());
        assertEquals(1, cinema.bank.charges().size());
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void a_lost_answer_is_found_out_though_nobody_asks_again() {
        pay(Mode.LOSES_ANSWER);
        cinema.reconcileAfter("6 SECOND");
        assertEquals("PAID", cinema.status(1, order));
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void a_payment_that_the_bank_never_heard_of_is_given_up() {
        assertEquals("502 payment-broken", pay(Mode.FAILS).refusal());
        cinema.reconcileAfter("6 SECOND");
        assertEquals("STARTED", payment());
        cinema.reconcileAfter("11 MINUTE");
        assertEquals("ABANDONED", payment());
        assertEquals(200, pay(Mode.NORMAL).status());
    }

    private String payment() {
        var sql = "SELECT status FROM payments WHERE order_id = ?";
        return cinema.database.one(sql, row -> row.getString(1), order).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ANSWER", "ANOTHER_CHARGE"})
    void rubbish_or_the_charge_of_somebody_else_is_no_payment(Mode mode) {
        assertEquals("502 payment-broken", pay(mode).refusal());
        assertEquals("HELD", cinema.status(1, order));
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER_AMOUNT", "OTHER_CURRENCY"})
    void money_other_than_asked_is_booked_and_goes_back_and_pays_nothing(Mode mode) {
        assertEquals("502 payment-broken", pay(mode).refusal());
        assertEquals("HELD", cinema.status(1, order));
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals("HELD CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
        assertEquals(200, pay(Mode.NORMAL).status());
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void a_payment_that_another_instance_asked_for_is_found() {
        pay(Mode.LOSES_ANSWER);
        assertEquals(200, pay(Mode.KEY_REUSED).status());
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void money_that_was_taken_twice_goes_back_once_and_the_rest_with_the_order() {
        pay(Mode.LOSES_ANSWER);
        cinema.database.update("UPDATE payments SET status = 'ABANDONED'"); // as the reconciliation does
        assertEquals(200, pay(Mode.NORMAL).status());
        cinema.database.update("UPDATE payments SET status = 'STARTED' WHERE status = 'ABANDONED'");
        cinema.reconcileAfter("6 SECOND"); // now the bank knows it
        cinema.payRefunds();
        assertEquals(100_000, cinema.bank.balance());
        assertEquals("PAID", cinema.status(1, order));
        cinema.cancel(1, order);
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals(
                "HELD CHARGED PAID CHARGED REFUND_DUE REFUNDED CANCELLED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void without_the_bank_nothing_is_paid_and_with_it_again_all_is_well() {
        cinema.bank.stop();
        var answer = cinema.pay(1, order);
        assertEquals("503 payment-unavailable", answer.refusal());
        assertEquals("2", answer.header("Retry-After"));
        cinema.bank.restart();
        assertEquals(200, cinema.pay(1, order).status());
    }

    @Test
    void a_bank_that_is_slow_is_waited_for_three_seconds_and_charges_once() {
        cinema.bank.holdAnswers();
        assertEquals("504 payment-timeout", cinema.pay(1, order).refusal());
        cinema.bank.releaseAnswers();
        assertEquals(200, cinema.pay(1, order).status());
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void late_money_takes_the_seats_again_if_they_are_free() {
        cinema.letExpire(order);
        cinema.expireOrders();
        assertEquals("EXPIRED", cinema.status(1, order));
        assertEquals(200, cinema.pay(1, order).status());
        assertEquals("HELD EXPIRED REVIVED CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void late_money_is_not_taken_when_the_seats_are_gone() {
        cinema.letExpire(order);
        long other = cinema.order(2, seats(7, "A2", "A3"));
        var answer = cinema.pay(1, order);
        assertEquals("410 order-expired", answer.refusal());
        assertTrue(answer.detail().contains("Nothing was charged"));
        assertEquals(0, cinema.bank.chargeRequests());
        assertEquals(200, cinema.pay(2, other).status());
    }

    /** Customer 1 pays the order; {@code meanwhile} runs during the charge. */
    private Answer payWhile(Runnable meanwhile) {
        cinema.bank.holdAnswers();
        var paying = CompletableFuture.supplyAsync(() -> cinema.pay(1, order));
        TestClient.await("the bank is asked", () -> cinema.bank.chargeRequests() > 0);
        meanwhile.run();
        cinema.bank.releaseAnswers();
        return paying.join();
    }

    @Test
    void while_the_money_is_on_its_way_the_seats_are_kept() {
        cinema.letExpire(order);
        var answer = payWhile(() -> {
            var other = cinema.book(2, seats(7, "A1"));
            assertEquals("409 seat-taken", other.refusal());
        });
        assertEquals(200, answer.status());
    }

    @Test
    void money_that_comes_after_the_seats_are_gone_goes_back() {
        var answer = payWhile(() -> {
            cinema.letExpire(order);
            cinema.order(2, seats(7, "A1", "A2"));
        });
        assertEquals("410 order-lost", answer.refusal());
        assertEquals("EXPIRED", cinema.status(1, order));
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals("HELD EXPIRED CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void money_that_comes_after_a_cancellation_goes_back() {
        var path = "/orders/" + order + "/cancel";
        var answer = payWhile(
                () -> assertEquals(200, cinema.customer(1).post(path, "").status()));
        assertEquals("410 order-lost", answer.refusal());
        assertEquals("CANCELLED", cinema.status(1, order));
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
    }

    @Test
    void paid_twice_at_once_it_is_charged_once() {
        var second = new CompletableFuture<Answer>();
        var first = payWhile(() -> {
            var call = CompletableFuture.supplyAsync(() -> cinema.pay(1, order));
            TestClient.await("the bank is asked again", () -> cinema.bank.chargeRequests() == 2);
            call.thenAccept(second::complete);
        });
        assertEquals(200, first.status());
        assertEquals(first.text(), second.join().text());
        assertEquals(100_000, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void an_order_for_a_showtime_that_has_begun_is_not_paid() {
        cinema.database.update("UPDATE orders SET starts_at = UTC_TIMESTAMP(3)");
        assertEquals("409 showtime-started", cinema.pay(1, order).refusal());
        assertEquals(0, cinema.bank.chargeRequests());
    }

    @Test
    void a_refund_that_fails_is_tried_until_it_is_done_and_paid_once() {
        cinema.pay(1, order);
        cinema.cancel(1, order);
        cinema.bank.set(Mode.REFUND_FAILS);
        assertThrows(Problem.class, cinema::payRefunds);
        assertEquals(100_000, cinema.bank.balance());
        cinema.bank.set(Mode.NORMAL);
        cinema.payRefunds();
        cinema.payRefunds();
        assertEquals(0, cinema.bank.balance());
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void a_refund_that_the_bank_will_never_give_keeps_no_other_back() {
        cinema.pay(1, order);
        cinema.bank.forgetCharges();
        long other = cinema.paid(2, seats(7, "A3", "A4"));
        cinema.cancel(1, order);
        cinema.cancel(2, other);
        assertThrows(Problem.class, cinema::payRefunds);
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE", cinema.events(1, order));
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED", cinema.events(2, other));
    }

    @Test
    void an_item_that_fails_does_not_stop_the_others_unless_the_provider_is_down() {
        var done = new ArrayList<Integer>();
        var problem = assertThrows(
                Problem.class,
                () -> Batch.run(List.of(404, 1, 503, 2), item -> {
                    if (item == 404) throw Problem.notFound("no-such-thing", "Not here.");
                    if (item == 503) throw Problem.unavailable("away", "Away.", 1);
                    done.add(item);
                }));
        assertEquals(503, problem.status());
        assertEquals(List.of(1), done);
    }

    @Test
    void money_that_the_bank_gave_back_by_itself_buys_nothing() {
        pay(Mode.LOSES_ANSWER);
        cinema.bank.refundAll(100_000);
        cinema.reconcileAfter("6 SECOND");
        assertEquals("HELD", cinema.status(1, order));
        assertEquals("HELD CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void a_payment_asked_for_in_vain_for_ten_minutes_keeps_no_seats() {
        pay(Mode.FAILS);
        cinema.letExpire(order);
        assertEquals("502 payment-broken", cinema.pay(1, order).refusal()); // this extends the hold by a minute
        assertEquals("HELD", cinema.status(1, order));
        cinema.makePaymentsOlder("10 MINUTE");
        cinema.letExpire(order);
        assertEquals("409 payment-in-progress", cinema.pay(1, order).refusal());
        assertEquals("EXPIRED", cinema.status(1, order));
    }

    @Test
    void a_payment_that_may_soon_be_given_up_is_asked_for_no_more() {
        pay(Mode.FAILS);
        cinema.bank.set(Mode.NORMAL);
        cinema.makePaymentsOlder("10 MINUTE");
        var answer = cinema.pay(1, order);
        assertEquals("409 payment-in-progress", answer.refusal());
        assertEquals("5", answer.header("Retry-After"));
        assertEquals(1, cinema.bank.chargeRequests());
        cinema.reconcile();
        assertEquals("STARTED", payment()); // the last charge request may not have ended
        cinema.reconcileAfter("1 MINUTE");
        assertEquals("ABANDONED", payment());
        assertEquals(200, cinema.pay(1, order).status());
        assertEquals(2, cinema.count("payments"));
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void a_body_with_anything_in_it_is_refused() {
        var path = "/orders/" + order + "/pay";
        assertEquals(
                "amount:unknown-field",
                cinema.customer(1).post(path, "{\"amount\": 1}").faults());
        assertEquals(
                "id:wrong-type", cinema.customer(1).post("/orders/x/pay", "").faults());
        assertEquals(200, cinema.customer(1).post(path, "{}").status());
    }

    @Test
    void the_other_seats_stay_to_be_had() {
        cinema.pay(1, order);
        assertEquals(201, cinema.book(2, best(7, 2)).status());
    }
}
