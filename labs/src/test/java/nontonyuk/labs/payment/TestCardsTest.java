package nontonyuk.labs.payment;

import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TestCardsTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    private TestClient.Answer charge(String key, String card) {
        return shop.charge(key, shop.order(100_000).replace("{", "{\"payment_method\":\"" + card + "\","));
    }

    @Test
    void a_card_works_and_another_is_declined() {
        assertEquals(201, charge("pay-5", "card-ok").status());
        assertEquals(402, charge("pay-6", "card-declined").status());
        assertEquals("succeeded", shop.charges().path(0).path("status").textValue());
        assertEquals("declined", shop.charges().path(1).path("status").textValue());
    }

    @Test
    void the_slow_card_is_charged_at_once_and_answered_late() throws Exception {
        var pending = CompletableFuture.supplyAsync(() -> charge("pay-5", "card-slow"));
        assertEquals("pay-5", shop.heard().key());
        assertEquals(1, shop.charges().size());
        assertEquals("409 idempotency-key-in-use", error(charge("pay-5", "card-slow")));
        assertFalse(pending.isDone());
        shop.standIn.close(); // does not wait for the slow answer
        assertThrows(ExecutionException.class, pending::get);
    }

    @Test
    void the_lost_answer_comes_to_the_second_try_also_after_a_restart() throws Exception {
        assertThrows(UncheckedIOException.class, () -> charge("pay-5", "card-lost"));
        assertEquals("charge.succeeded", shop.heard().type());
        restart();
        var again = charge("pay-5", "card-lost");
        assertEquals(201, again.status());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals("422 idempotency-key-reused", error(charge("pay-5", "card-ok")));
        assertEquals(1, shop.charges().size());
    }

    private void restart() throws IOException {
        shop.standIn.close();
        shop.start();
    }

    @Test
    void an_unknown_card_is_refused_and_its_key_stays_free() {
        var answer = charge("pay-5", "4111111111111111");
        assertEquals("422 payment-method-unknown", error(answer));
        assertEquals(
                "payment_method must be one of card-declined, card-lost, card-ok, card-slow.",
                answer.json().path("message").textValue());
        assertEquals(0, shop.charges().size());
        assertEquals(201, charge("pay-5", "card-ok").status());
    }

    @Test
    void a_mode_counts_more_than_a_card() {
        shop.mode("{\"mode\":\"decline\"}");
        assertEquals(402, charge("pay-5", "card-ok").status());
        shop.mode("{\"mode\":\"error\"}");
        assertEquals("500 internal-error", error(charge("pay-6", "card-ok")));
        shop.mode("{\"mode\":\"ok\"}");
        assertEquals(201, charge("pay-6", "card-ok").status());
    }
}
