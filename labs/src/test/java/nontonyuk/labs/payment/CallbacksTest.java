package nontonyuk.labs.payment;

import static nontonyuk.common.http.TestClient.await;
import static nontonyuk.labs.payment.TestShop.assertMatches;
import static nontonyuk.labs.payment.TestShop.status;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop of these tests checks the signature of every callback. */
final class CallbacksTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    @Test
    void a_charge_is_told_with_the_charge_as_it_is() throws Exception {
        var charge = shop.charge("pay-5", shop.order(100_000)).text();

        var heard = shop.heard();

        assertMatches("""
                \\{"id":"evt_[0-9a-f]{32}","type":"charge.succeeded","created_at":"[^"]+Z","charge":\\{.*\\}\\}""", heard.body());
        assertEquals(charge, heard.json().path("charge").toString());
        assertTrue(Math.abs(Instant.now().getEpochSecond() - heard.signedAt()) < 300);
    }

    @Test
    void a_declined_charge_is_told_as_declined() throws Exception {
        shop.mode("{\"mode\":\"decline\"}");
        var charge = shop.charge("pay-5", shop.order(100_000)).text();

        var heard = shop.heard();

        assertEquals("charge.declined", heard.type());
        assertEquals(charge, heard.json().path("charge").toString());
    }

    @Test
    void each_refund_is_told_with_what_has_been_given_back() throws Exception {
        var charge = shop.charged("pay-5", 100_000);
        assertEquals("charge.succeeded", shop.heard().type());
        for (long refunded : new long[] {40_000, 80_000}) {
            shop.refund("back-" + refunded, charge, 40_000);
            var heard = shop.heard();
            assertEquals("charge.refunded " + charge, heard.type() + " " + heard.charge());
            assertEquals(refunded, heard.json().at("/charge/refunded").asLong());
        }
    }

    @Test
    void a_callback_is_sent_until_it_is_taken_in_and_then_no_more() throws Exception {
        shop.answers.add(() -> status(500));
        shop.answers.add(() -> status(302));
        shop.answers.add(() -> status(404));
        shop.answers.add(() -> status(299));
        shop.charged("pay-5", 100_000);

        var first = shop.heard();
        for (int again = 0; again < 3; again++)
            assertEquals(first.body(), shop.heard().body());

        // A fifth retry would arrive after 1.6 s, before the callback of the next charge.
        shop.mode("{\"mode\":\"callback_late\",\"delay_ms\":2500}");
        var next = shop.charged("pay-6", 1);
        assertEquals(next, shop.heard().charge());
        assertEquals(5, shop.callbacks());
    }

    @Test
    void five_times_it_is_tried_again_after_growing_pauses_and_signed_anew() throws Exception {
        var times = new CopyOnWriteArrayList<Long>();
        for (int i = 0; i < 10; i++) {
            shop.answers.add(() -> {
                times.add(System.nanoTime());
                return status(503);
            });
        }
        shop.charged("pay-5", 100_000);

        await("the end", () -> shop.log.stream().anyMatch(line -> line.endsWith(" given up")));

        assertEquals(6, shop.callbacks());
        var first = shop.heard();
        var last = first;
        for (int retry = 1; retry <= 5; retry++) {
            last = shop.heard();
            assertEquals(first.body(), last.body());
            long pause = (times.get(retry) - times.get(retry - 1)) / 1_000_000;
            assertTrue(pause >= 100L << retry, "pause " + retry + ": " + pause);
        }
        assertTrue(last.signedAt() - first.signedAt() >= 5, "t is that of the try");
    }

    @Test
    void who_does_not_answer_in_two_seconds_is_called_again() throws Exception {
        var never = new CountDownLatch(1);
        shop.answers.add(() -> {
            never.await();
            return status(204);
        });
        long started = System.nanoTime();
        shop.charged("pay-5", 100_000);

        assertEquals(shop.heard().body(), shop.heard().body());

        assertTrue((System.nanoTime() - started) / 1_000_000 >= 2_000);
        never.countDown();
    }
}
