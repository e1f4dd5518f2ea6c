package nontonyuk.order.payment;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nontonyuk.common.Hmac;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.order.Bank;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer to a payment is lost: a signed callback of the bank settles it once, or the reconciliation does. */
class LostAnswerTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long order;

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 1, 4);
        order = cinema.order(1, seats(7, "A1", "A2"));
        cinema.bank.set(Bank.Mode.LOSES_ANSWER);
        assertEquals("502 payment-broken", cinema.pay(1, order).refusal());
    }

    private static String signature(String secret, long time, String body) {
        var signature = new Hmac(secret).sign((time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(signature);
    }

    private Answer send(String signature, String body) {
        var request = cinema.nobody().request("/payments/callback");
        if (signature != null) request.header("Payment-Signature", signature);
        return cinema.nobody()
                .send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private Answer sendSigned(String body) {
        var now = Instant.now().getEpochSecond();
        return send(signature(TestCinema.CALLBACK_SECRET, now, body), body);
    }

    private void assertSettled(String body) {
        assertEquals(204, sendSigned(body).status());
    }

    private String event(String type, String status, long amount, long refunded) {
        var charge = cinema.bank.charges().get(0);
        return """
                {"id": "evt_1", "type": "%s", "charge": {"id": "%s", "status": "%s", "amount": %d,
                 "currency": "IDR", "idempotency_key": "%s", "refunded": %d}}""".formatted(type, charge.id(), status, amount, charge.idempotencyKey(), refunded);
    }

    private String succeeded() {
        return event("charge.succeeded", "succeeded", 100_000, 0);
    }

    private String refunded(long amount) {
        return event("charge.refunded", "succeeded", 100_000, amount);
    }

    @Test
    void a_callback_settles_what_the_lost_answer_would_have() {
        assertSettled(succeeded());
        assertEquals("PAID", cinema.status(1, order));
        assertEquals(200, cinema.pay(1, order).status());
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void a_callback_twice_is_as_good_as_once() {
        assertSettled(succeeded());
        assertSettled(succeeded());
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void news_of_a_decline_after_the_money_came_change_nothing() {
        sendSigned(succeeded());
        assertSettled(event("charge.declined", "declined", 100_000, 0));
        assertEquals("PAID", cinema.status(1, order));
    }

    @Test
    void money_after_a_decline_pays_all_the_same() {
        sendSigned(event("charge.declined", "declined", 100_000, 0));
        assertSettled(succeeded());
        assertEquals("PAID", cinema.status(1, order));
        assertEquals("HELD DECLINED CHARGED PAID", cinema.events(1, order));
    }

    @Test
    void a_refund_that_is_told_before_its_charge_is_understood() {
        cinema.cancel(1, order);
        var refunded = refunded(100_000);
        assertSettled(refunded);
        assertSettled(refunded);
        assertSettled(succeeded());
        assertEquals("HELD CANCELLED CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void an_order_whose_money_the_bank_gives_back_by_itself_is_cancelled() {
        sendSigned(succeeded());
        assertSettled(refunded(100_000));
        assertSettled(refunded(100_000));
        assertSettled(succeeded());
        assertEquals("CANCELLED", cinema.status(1, order));
        assertEquals("HELD CHARGED PAID REFUND_DUE REFUNDED CANCELLED", cinema.events(1, order));
        var tickets = cinema.customer(1).get("/orders/" + order + "/ticket");
        assertEquals("409 order-not-paid", tickets.refusal());
        cinema.order(2, seats(7, "A1", "A2"));
    }

    @Test
    void an_order_is_cancelled_also_when_a_ticket_of_it_was_used() {
        sendSigned(succeeded());
        letStart();
        var tickets = cinema.customer(1).get("/orders/" + order + "/ticket").data();
        assertEquals(200, show(tickets.at("/tickets/0/code").asText()).status());
        sendSigned(refunded(100_000));
        assertEquals("CANCELLED", cinema.status(1, order));
        var second = show(tickets.at("/tickets/1/code").asText());
        assertEquals("409 ticket-cancelled", second.refusal());
    }

    private Answer show(String ticket) {
        var body = "{\"code\": \"%s\", \"showtime_id\": 7, \"door\": \"d\"}".formatted(ticket);
        return cinema.staff().post("/tickets/check-in", body);
    }

    @Test
    void a_part_that_the_bank_gives_back_takes_no_seat() {
        sendSigned(succeeded());
        assertSettled(refunded(99_999));
        assertEquals("PAID", cinema.status(1, order));
    }

    @Test
    void an_order_stays_paid_when_a_payment_too_many_is_given_back_by_the_bank() {
        var refunded = refunded(100_000);
        payOnceMore();
        assertSettled(refunded);
        assertEquals("PAID", cinema.status(1, order));
        assertEquals("HELD CHARGED PAID CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void an_order_stays_paid_when_a_payment_too_many_is_given_back_as_we_asked() {
        var succeeded = succeeded();
        var refunded = refunded(100_000);
        payOnceMore();
        assertSettled(succeeded);
        assertSettled(refunded);
        assertEquals("PAID", cinema.status(1, order));
        assertEquals("HELD CHARGED PAID CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    /** Pays with a new payment, as if the first one was abandoned. */
    private void payOnceMore() {
        cinema.database.update("UPDATE payments SET status = 'ABANDONED'");
        cinema.bank.set(Bank.Mode.NORMAL);
        assertEquals(200, cinema.pay(1, order).status());
    }

    @Test
    void without_a_good_signature_nobody_is_believed() {
        long now = Instant.now().getEpochSecond();
        var body = succeeded();
        var good = signature(TestCinema.CALLBACK_SECRET, now, body);
        for (var bad : new String[] {
            null,
            "",
            "t=" + now,
            good.replace("v1=", "v2="),
            good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"),
            signature("another secret altogether", now, body),
            signature(TestCinema.CALLBACK_SECRET, now - 301, body),
            signature(TestCinema.CALLBACK_SECRET, now + 400, body),
            signature(TestCinema.CALLBACK_SECRET, now, body + " "),
        }) {
            var answer = send(bad, body);
            assertEquals("401 signature-invalid", answer.refusal(), bad);
        }
        assertEquals("HELD", cinema.status(1, order));
        assertEquals(204, send(good, body).status());
    }

    @Test
    void what_is_none_of_ours_or_not_what_we_asked_for_pays_nothing() {
        var other = succeeded().replace("\"idempotency_key\": \"", "\"idempotency_key\": \"x");
        assertEquals("payment-not-found", sendSigned(other).problem());
        for (var rubbish : new String[] {"", "null", "{}", "[]", "{\"charge\": 5}", "{"}) {
            assertEquals("400 invalid-json", sendSigned(rubbish).refusal(), rubbish);
        }
        assertEquals("HELD", cinema.status(1, order));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id              | ["é", "", "a b", 5, null, ["x"], true]
                    idempotency_key | ["é", "", "a b", 5, null, ["x"], true]
                    status          | ["é", "", "Succeeded", 5, null, ["declined"]]
                    currency        | ["é", "", "idr", 360, null, ["IDR"], "IDRX"]
                    amount          | ["100000", 0, -1, 100000.0, 1e5, null, 9223372036854775808]
                    refunded        | ["0", 100001, -1, 0.0, true, null, 9223372036854775808]
                    """)
    void a_field_that_no_charge_has_is_named(String field, String values) throws IOException {
        var odd = new ArrayList<JsonNode>();
        json(values).forEach(odd::add);
        odd.add(TextNode.valueOf("x".repeat(65)));
        odd.add(MissingNode.getInstance());
        for (var value : odd) {
            var event = json(succeeded());
            var charge = (ObjectNode) event.path("charge");
            if (value.isMissingNode()) charge.remove(field);
            else charge.set(field, value);
            var answer = sendSigned(event.toString()).expect(422, "invalid-request");
            assertTrue(answer.faults().startsWith("charge." + field + ":"), value + ": " + answer.faults());
        }
        assertEquals("HELD", cinema.events(1, order));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.readLenient(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void a_charge_of_another_payment_or_a_second_one_is_refused() {
        var first = succeeded();
        var refunded = refunded(100_000);
        var id = cinema.bank.charges().get(0).id();
        long other = cinema.order(2, seats(7, "A3", "A4"));
        cinema.bank.set(Bank.Mode.NORMAL);
        cinema.pay(2, other).expect(200);
        for (var charge : cinema.bank.charges()) {
            if (!charge.id().equals(id))
                sendSigned(first.replace(id, charge.id())).expectFaults("charge.id:reused");
        }
        assertEquals("HELD", cinema.status(1, order));
        assertSettled(first);
        for (var second : List.of(
                refunded.replace(id, "ch_second"), refunded.replace("100000", "5"), refunded.replace("IDR", "USD"))) {
            sendSigned(second).expectFaults("charge:mismatch");
        }
        assertEquals("HELD CHARGED PAID", cinema.events(1, order));
    }

    @ParameterizedTest
    @CsvSource({"99999, IDR", "100001, IDR", "1, IDR", "9223372036854775807, IDR", "100000, USD"})
    void money_other_than_asked_is_booked_and_goes_back_and_pays_nothing(long amount, String currency) {
        var charged = event("charge.succeeded", "succeeded", amount, 0).replace("IDR", currency);
        assertSettled(charged);
        assertSettled(charged);
        assertEquals("HELD", cinema.status(1, order));
        var events = cinema.customer(1).get("/orders/" + order + "/events").text();
        assertTrue(events.contains(amount + " " + currency + " were charged"), events);
        assertSettled(event("charge.refunded", "succeeded", amount, amount).replace("IDR", currency));
        assertEquals("HELD CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
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
    void late_money_for_an_expired_order_whose_show_has_begun_goes_back() {
        cinema.letExpire(order);
        cinema.expireOrders();
        letStart();
        findOut();
        assertRefundedForTheStart();
        assertEquals("HELD EXPIRED CHARGED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void late_money_goes_back_also_where_nobody_has_written_down_yet_that_the_order_expired() {
        cinema.letExpire(order);
        letStart();
        findOut();
        assertRefundedForTheStart();
        assertEquals("HELD CHARGED EXPIRED REFUND_DUE REFUNDED", cinema.events(1, order));
    }

    @Test
    void late_money_pays_an_order_that_is_still_held_when_the_show_has_begun() {
        letStart();
        findOut();
        assertEquals("PAID", cinema.status(1, order));
        assertEquals(100_000, cinema.bank.balance());
    }

    @Test
    void late_money_pays_an_expired_order_whose_show_is_still_to_come() {
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
