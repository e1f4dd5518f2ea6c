package nontonyuk.labs.system;

import static nontonyuk.labs.system.Desk.cancel;
import static nontonyuk.labs.system.Desk.pay;
import static nontonyuk.labs.system.Desk.status;
import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Order with a payment provider that fails in each of its modes. */
class PaymentIT {
    @RegisterExtension
    static final RunningSystem system = RunningSystem.temporary();

    private static Desk desk;
    private static TestClient buyer;
    private static long showtime;
    private long order;

    @BeforeAll
    static void start() {
        desk = new Desk(system);
        buyer = desk.order(system.token("gita@example.com"));
        showtime = desk.showtime(10, 10);
    }

    @BeforeEach
    void order() {
        order = Desk.id(Desk.book(buyer, showtime, 2));
    }

    @AfterEach
    void audit() {
        desk.payment("ok", 0);
        desk.assertAuditIsClean();
    }

    private void assertPaidOnce() {
        TestClient.await("the order to be paid", () -> status(buyer, order).equals("PAID"));
        assertEquals(1, desk.charges(order).size());
        assertEquals(80_000, desk.balance(order));
    }

    private void awaitRefund() {
        TestClient.await("the money to be back", () -> desk.balance(order) == 0);
        TestClient.await("the last event", () -> events().endsWith("REFUNDED "));
    }

    private String events() {
        var events = new StringBuilder();
        var answer = buyer.get("/orders/" + order + "/events");
        answer.data()
                .forEach(event -> events.append(event.path("event").asText()).append(' '));
        return events.toString();
    }

    @Test
    void ok() {
        assertEquals(200, pay(buyer, order).status());
        assertPaidOnce();
    }

    @Test
    void decline() {
        desk.payment("decline", 0);
        assertEquals("402 payment-declined", answer(pay(buyer, order)));
        assertEquals("HELD", status(buyer, order));
        assertEquals(0, desk.balance(order));
    }

    private static String answer(TestClient.Answer answer) {
        return answer.status() + " " + answer.problem();
    }

    @Test
    void slow() {
        desk.payment("slow", 5_000);
        assertEquals("504 payment-timeout", answer(pay(buyer, order)));
        assertPaidOnce(); // by the callback
        assertEquals(200, pay(buyer, order).status());
        assertPaidOnce();
    }

    @Test
    void lose_answer() {
        desk.payment("lose_answer", 0);
        assertTrue(pay(buyer, order).status() > 500);
        assertPaidOnce();
    }

    @Test
    void silent() {
        desk.payment("silent", 0);
        assertEquals("502 payment-broken", answer(pay(buyer, order)));
        assertPaidOnce(); // because order asks the provider
    }

    @Test
    void silent_and_asked_again_by_the_buyer() {
        desk.payment("silent", 0);
        assertEquals("502 payment-broken", answer(pay(buyer, order)));
        assertEquals(200, pay(buyer, order).status());
        assertPaidOnce();
    }

    @Test
    void error() {
        desk.payment("error", 0);
        assertEquals("502 payment-broken", answer(pay(buyer, order)));
        assertEquals(0, desk.balance(order));
        desk.payment("ok", 0);
        assertEquals(200, pay(buyer, order).status());
        assertPaidOnce();
    }

    @Test
    void callback_twice() {
        desk.payment("callback_twice", 0);
        int before = callbacks();
        assertEquals(200, pay(buyer, order).status());
        awaitCallbacks(before + 2);
        assertPaidOnce();
        assertEquals("HELD CHARGED PAID ", events());
    }

    private int callbacks() {
        return system.process("order").log().split("POST /payments/callback 204", -1).length - 1;
    }

    private void awaitCallbacks(int wanted) {
        TestClient.await(wanted + " callbacks", () -> callbacks() >= wanted);
    }

    @Test
    void callback_late() {
        desk.payment("callback_late", 1_000);
        int before = callbacks();
        assertEquals(200, pay(buyer, order).status());
        assertEquals(200, cancel(buyer, order).status());
        awaitCallbacks(before + 1);
        awaitRefund();
        assertEquals("CANCELLED", status(buyer, order));
    }

    @Test
    void callback_first() {
        desk.payment("callback_first", 0);
        assertEquals(200, pay(buyer, order).status());
        assertPaidOnce();
        assertEquals("HELD CHARGED PAID ", events());
    }

    @Test
    void callback_out_of_order() {
        desk.payment("callback_out_of_order", 2_000);
        int before = callbacks();
        assertEquals(200, pay(buyer, order).status());
        assertEquals(200, cancel(buyer, order).status());
        awaitCallbacks(before + 2);
        awaitRefund();
        assertEquals("HELD CHARGED PAID CANCELLED REFUND_DUE REFUNDED ", events());
    }

    @Test
    void refund_error() {
        assertEquals(200, pay(buyer, order).status());
        desk.payment("refund_error", 0);
        assertEquals(200, cancel(buyer, order).status());
        TestClient.await(
                "the refund to be tried in vain",
                () -> system.process("order").log().contains("refunds: "));
        assertEquals(80_000, desk.balance(order));
        desk.payment("ok", 0);
        awaitRefund();
    }

    @Test
    void a_provider_that_is_away_and_comes_back() {
        system.process("payment").kill();
        assertEquals("503 payment-unavailable", answer(pay(buyer, order)));
        system.startPayment();
        TestClient.await("payment to answer", () -> pay(buyer, order).status() == 200);
        assertPaidOnce();
    }

    @Test
    void a_provider_that_was_away_gives_back_what_it_took_before() {
        assertEquals(200, pay(buyer, order).status());
        system.process("payment").kill();
        system.startPayment();
        system.process("payment").awaitLog("stand-in ready");
        assertEquals(80_000, desk.balance(order));
        assertEquals(200, cancel(buyer, order).status());
        awaitRefund();
    }

    @Test
    void a_cancelled_showtime_gives_everybody_the_money_back() {
        long cancelled = desk.showtime(2, 4);
        order = Desk.id(Desk.book(buyer, cancelled, 2));
        assertEquals(200, pay(buyer, order).status());
        desk.cancelShowtime(cancelled);
        awaitRefund();
        assertEquals("CANCELLED", status(buyer, order));
    }
}
