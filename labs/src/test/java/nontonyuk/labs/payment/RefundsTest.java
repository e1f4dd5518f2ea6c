package nontonyuk.labs.payment;

import static nontonyuk.labs.payment.TestShop.assertMatches;
import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.http.TestClient;
import nontonyuk.labs.running.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RefundsTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    @Test
    void a_refund_gives_money_back_and_the_charge_shows_it() {
        var charge = shop.charged("pay-5", 100_000);

        var answer = shop.refund("back-5", charge, 30_000);

        assertEquals(201, answer.status());
        assertMatches("""
                \\{"id":"re_[0-9a-f]{32}","charge":"%s","amount":30000,"status":"succeeded",\
                "created_at":"[^"]+Z"\\}""".formatted(charge), answer.text());
        var shown = shop.client.get("/charges/" + charge).json();
        assertEquals(30_000, shown.path("refunded").asLong());
        assertEquals("succeeded", shown.path("status").textValue());
    }

    @Test
    void no_more_is_given_back_than_was_taken() {
        var charge = shop.charged("pay-5", 100_000);

        assertExceeds(shop.refund("back-1", charge, 100_001), 100_000);
        assertEquals(201, shop.refund("back-2", charge, 60_000).status());
        assertExceeds(shop.refund("back-3", charge, 40_001), 40_000);
        assertExceeds(shop.refund("back-4", charge, Long.MAX_VALUE), 40_000);
        assertEquals(201, shop.refund("back-5", charge, 40_000).status());
        assertExceeds(shop.refund("back-6", charge, 1), 0);
        assertEquals(100_000, shop.charges().path(0).path("refunded").asLong());
    }

    private static void assertExceeds(TestClient.Answer answer, long left) {
        assertEquals("409 refund-exceeds-charge", error(answer));
        var message = answer.json().path("message").textValue();
        assertTrue(message.startsWith("Only " + left + " of "), message);
    }

    @Test
    void nothing_is_given_back_of_a_declined_charge() {
        shop.mode("{\"mode\":\"decline\"}");
        var id = shop.charge("pay-5", shop.order(100_000)).json().path("id").textValue();

        assertExceeds(shop.refund("back-5", id, 1), 0);
    }

    @Test
    void a_refund_of_an_unknown_charge_is_not_found() {
        assertEquals("404 not-found", error(shop.refund("back-5", "ch_0", 1)));
    }

    @Test
    void refunds_are_listed_by_charge() {
        var first = shop.charged("pay-1", 100);
        var second = shop.charged("pay-2", 100);
        var one = shop.refund("back-1", first, 10).text();
        var two = shop.refund("back-2", second, 20).text();
        var three = shop.refund("back-3", first, 30).text();

        assertEquals("{\"data\":[" + one + "," + three + "]}", list("?charge=" + first));
        assertEquals("{\"data\":[" + two + "]}", list("?charge=" + second));
        assertEquals("{\"data\":[]}", list("?charge=ch_0"));
        assertEquals("{\"data\":[" + one + "," + two + "," + three + "]}", list(""));
    }

    private String list(String query) {
        return shop.client.get("/refunds" + query).text();
    }

    @Test
    void many_refunds_at_once_never_give_back_more_than_was_taken() {
        for (int round = 0; round < 20; round++) {
            var key = "race-" + round + "-";
            var charge = shop.charged(key, 100);
            var made = Race.of(16, i -> shop.refund(key + i, charge, 20)).results().stream()
                    .filter(answer -> answer.status() == 201)
                    .count();
            assertEquals(5, made);
            var shown = shop.client.get("/charges/" + charge).json();
            assertEquals(100, shown.path("refunded").asLong());
        }
    }
}
