package nontonyuk.labs.payment;

import static nontonyuk.common.http.TestClient.await;
import static nontonyuk.labs.payment.TestShop.error;
import static nontonyuk.labs.payment.TestShop.status;
import static org.junit.jupiter.api.Assertions.*;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

final class ModesTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void every_mode_is_set_and_shown_by_its_name_and_knows_a_delay(Behaviour behaviour) {
        var name = behaviour.name().toLowerCase();
        var mode = "{\"mode\":\"" + name + "\",\"delay_ms\":1}";

        assertEquals(401, shop.stranger().put("/stand-in/mode", mode).status());
        assertEquals(mode, shop.client.put("/stand-in/mode", mode).text());
        assertEquals(mode, shop.client.get("/stand-in/mode").text());
        shop.mode("{\"mode\":\"" + name + "\"}");
        var shown = shop.client.get("/stand-in/mode").text();
        assertEquals(mode.replace(":1}", ":2000}"), shown);
    }

    @Test
    void in_mode_decline_no_charge_succeeds() {
        shop.mode("{\"mode\":\"decline\"}");

        var answer = shop.charge("pay-5", shop.order(100_000));

        assertEquals(402, answer.status());
        assertEquals("declined", answer.json().path("status").textValue());
        assertEquals("insufficient_funds", answer.json().path("decline_reason").textValue());
        assertEquals(answer.json(), shop.charges().path(0));
    }

    @Test
    void in_mode_slow_the_charge_is_made_at_once_and_answered_late() throws Exception {
        shop.mode("{\"mode\":\"slow\",\"delay_ms\":400}");

        long started = System.nanoTime();
        var answer = shop.charge("pay-5", shop.order(100_000));
        assertTrue((System.nanoTime() - started) / 1_000_000 >= 400);
        assertEquals(201, answer.status());

        shop.mode("{\"mode\":\"slow\",\"delay_ms\":60000}");
        var pending = CompletableFuture.supplyAsync(() -> shop.charge("pay-6", shop.order(1)));
        await("the second charge", () -> shop.charges().size() == 2);
        assertEquals(
                Set.of("pay-5", "pay-6"),
                Set.of(shop.heard().key(), shop.heard().key()));
        assertEquals("409 idempotency-key-in-use", error(shop.charge("pay-6", shop.order(1))));
        assertFalse(pending.isDone());
        shop.standIn.close(); // does not wait for the slow answer
        assertThrows(ExecutionException.class, pending::get);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lose_answer", "silent"})
    void a_lost_answer_is_given_to_the_second_try(String mode) {
        shop.mode("{\"mode\":\"" + mode + "\"}");

        assertThrows(UncheckedIOException.class, () -> shop.charge("pay-5", shop.order(100_000)));
        var charge = shop.client.get("/charges?idempotency_key=pay-5").data().path(0);
        var again = shop.charge("pay-5", shop.order(100_000));
        var other = shop.charge("pay-5", shop.order(1));

        assertEquals(201, again.status());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(charge, again.json());
        assertEquals("422 idempotency-key-reused", error(other));

        var id = charge.path("id").textValue();
        assertThrows(UncheckedIOException.class, () -> shop.refund("back-5", id, 100_000));
        assertEquals("true", shop.refund("back-5", id, 100_000).header("Idempotency-Replayed"));
        assertEquals(100_000, shop.charges().path(0).path("refunded").asLong());
        assertEquals(1, shop.charges().size());
        assertTrue(shop.log.get(1).matches("POST /charges no answer \\d+ ms"), "" + shop.log);
    }

    @Test
    void in_mode_lose_answer_the_callback_comes() throws Exception {
        shop.mode("{\"mode\":\"lose_answer\"}");

        assertThrows(UncheckedIOException.class, () -> shop.charge("pay-5", shop.order(100_000)));

        assertEquals("charge.succeeded", shop.heard().type());
    }

    @Test
    void in_mode_silent_no_callback_comes() throws Exception {
        shop.mode("{\"mode\":\"silent\"}");
        assertThrows(UncheckedIOException.class, () -> shop.charge("pay-5", shop.order(100_000)));
        shop.mode("{\"mode\":\"ok\"}");

        var told = shop.charged("pay-6", 1);

        assertEquals(told, shop.heard().charge());
        assertEquals(1, shop.callbacks());
    }

    @Test
    void in_mode_error_nothing_is_done_and_the_key_stays_free() throws Exception {
        var charge = shop.charged("pay-4", 1);
        shop.heard();
        shop.mode("{\"mode\":\"error\"}");

        assertEquals("500 internal-error", error(shop.charge("pay-5", shop.order(100_000))));
        assertEquals("500 internal-error", error(shop.charge("pay-4", shop.order(1))));
        assertEquals("500 internal-error", error(shop.refund("back-4", charge, 1)));
        assertEquals(1, shop.charges().size());
        assertEquals(0, shop.charges().path(0).path("refunded").asLong());
        assertEquals("401 unauthorized", error(shop.stranger().post("/charges", "{}")));

        shop.mode("{\"mode\":\"ok\"}");
        var second = shop.charged("pay-5", 100_000);
        assertEquals(second, shop.heard().charge());
        assertEquals(2, shop.callbacks());
    }

    @Test
    void in_mode_refund_error_charges_work_and_refunds_do_not() {
        shop.mode("{\"mode\":\"refund_error\"}");

        var charge = shop.charged("pay-5", 100_000);
        assertEquals("500 internal-error", error(shop.refund("back-5", charge, 100_000)));
        assertEquals(0, shop.charges().path(0).path("refunded").asLong());

        shop.mode("{\"mode\":\"ok\"}");
        assertEquals(201, shop.refund("back-5", charge, 100_000).status());
    }

    @Test
    void in_mode_callback_twice_each_event_comes_twice() throws Exception {
        shop.mode("{\"mode\":\"callback_twice\"}");
        var charge = shop.charged("pay-5", 100_000);
        assertEquals(shop.heard().body(), shop.heard().body());

        shop.refund("back-5", charge, 1);
        var refund = shop.heard();
        assertEquals("charge.refunded", refund.type());
        assertEquals(refund.body(), shop.heard().body());
    }

    @Test
    void in_mode_callback_late_it_is_late() throws Exception {
        shop.mode("{\"mode\":\"callback_late\",\"delay_ms\":500}");

        long started = System.nanoTime();
        var charge = shop.charged("pay-5", 100_000);

        assertEquals(charge, shop.heard().charge());
        assertTrue((System.nanoTime() - started) / 1_000_000 >= 500);
    }

    @Test
    void in_mode_callback_first_it_was_taken_in_before_the_answer() throws Exception {
        shop.mode("{\"mode\":\"callback_first\"}");
        var taken = new AtomicBoolean();
        shop.answers.add(() -> status(503));
        shop.answers.add(() -> {
            Thread.sleep(300); // an answer that does not wait would arrive earlier
            taken.set(true);
            return status(204);
        });

        var charge = shop.charged("pay-5", 100_000);

        assertTrue(taken.get());
        assertEquals(charge, shop.heard().charge());
    }

    @Test
    void in_mode_callback_out_of_order_a_later_event_is_taken_in_first() throws Exception {
        shop.mode("{\"mode\":\"callback_out_of_order\",\"delay_ms\":60000}");
        shop.answers.add(() -> status(503)); // the earlier event waits for the delivery of the later one
        var charge = shop.charged("pay-5", 100_000);
        var other = shop.charged("pay-6", 1);
        shop.refund("back-5", charge, 100_000);

        for (var type : new String[] {"charge.refunded", "charge.refunded", "charge.succeeded"}) {
            var heard = shop.heard();
            assertEquals(type + " " + charge, heard.type() + " " + heard.charge());
        }
        shop.mode("{\"mode\":\"ok\"}");
        shop.refund("back-6", other, 1);
        assertEquals("charge.refunded", shop.heard().type());
        var last = shop.heard();
        assertEquals("charge.succeeded " + other, last.type() + " " + last.charge());
        assertEquals(0, last.json().at("/charge/refunded").asLong(), "as it was then");
    }

    @Test
    void in_mode_callback_out_of_order_an_event_alone_comes_after_the_delay() throws Exception {
        shop.mode("{\"mode\":\"callback_out_of_order\",\"delay_ms\":500}");

        long started = System.nanoTime();
        shop.charged("pay-5", 100_000);

        assertEquals("charge.succeeded", shop.heard().type());
        assertTrue((System.nanoTime() - started) / 1_000_000 >= 500);
    }
}
