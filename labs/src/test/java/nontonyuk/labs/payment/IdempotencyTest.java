package nontonyuk.labs.payment;

import static nontonyuk.common.http.TestClient.await;
import static nontonyuk.labs.payment.TestShop.assertReplayed;
import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import nontonyuk.common.http.TestClient;
import nontonyuk.labs.running.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class IdempotencyTest {
    private static final int CROWD = 32;

    @RegisterExtension
    private final TestShop shop = new TestShop();

    @Test
    void the_same_again_gets_the_same_answer_byte_for_byte() throws Exception {
        var first = shop.charge("pay-5", shop.order(100_000));
        shop.refund("back-5", first.json().path("id").textValue(), 1);

        assertReplayed(first, shop.charge("pay-5", shop.order(100_000)));
        assertReplayed(first, shop.charge("pay-5", shop.order(100_000).replace(",", " , ")));
        assertEquals(1, shop.charges().size());
        shop.heard();
        shop.heard();
        shop.charged("another", 1);
        assertEquals("another", shop.heard().key());
        assertEquals(3, shop.callbacks(), "a replay calls nobody");
    }

    @Test
    void a_declined_charge_stays_declined_under_its_key() {
        shop.mode("{\"mode\":\"decline\"}");
        var first = shop.charge("pay-5", shop.order(100_000));
        shop.mode("{\"mode\":\"ok\"}");

        assertEquals(402, first.status());
        assertReplayed(first, shop.charge("pay-5", shop.order(100_000)));
        assertEquals(201, shop.charge("pay-6", shop.order(100_000)).status());
    }

    @Test
    void a_refund_is_made_once_for_its_key() {
        var charge = shop.charged("pay-5", 100_000);
        var first = shop.refund("back-5", charge, 60_000);

        assertEquals(201, first.status());
        assertReplayed(first, shop.refund("back-5", charge, 60_000));
        assertEquals("422 idempotency-key-reused", error(shop.refund("back-5", charge, 40_000)));
        assertEquals(60_000, shop.charges().path(0).path("refunded").asLong());
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        shop.charged("pay-5", 100_000);

        var more = shop.charge("pay-5", shop.order(100_001));
        var other = shop.charge("pay-5", shop.order(100_000).replace("order-5", "order-6"));

        assertEquals("422 idempotency-key-reused", error(more));
        assertEquals("422 idempotency-key-reused", error(other));
        assertEquals(1, shop.charges().size());
    }

    @Test
    void the_keys_of_charges_and_refunds_are_apart() {
        var charge = shop.charged("order-5", 100_000);

        assertEquals(201, shop.refund("order-5", charge, 100_000).status());
    }

    @Test
    void a_key_still_in_flight_is_refused_until_it_has_its_answer() throws Exception {
        shop.mode("{\"mode\":\"callback_first\"}");
        var answered = new CountDownLatch(1);
        shop.answers.add(() -> held(answered));
        var first = CompletableFuture.supplyAsync(this::charge);
        await("the charge", () -> shop.charges().size() == 1);

        var second = charge();
        answered.countDown();

        assertEquals("409 idempotency-key-in-use", error(second));
        assertEquals(201, first.get().status());
        assertReplayed(first.get(), charge());
        assertEquals(1, shop.charges().size());
    }

    @Test
    void of_many_at_once_with_one_key_one_charges_and_the_others_hear_that_it_is_in_use() {
        shop.mode("{\"mode\":\"callback_first\"}");
        // The charge waits until all other requests have an answer, so all of them overlap.
        var refused = new CountDownLatch(CROWD - 1);
        for (int i = 0; i < CROWD; i++) shop.answers.add(() -> held(refused));

        var race = Race.of(CROWD, i -> {
            var answer = charge();
            if (answer.status() == 409) refused.countDown();
            return answer;
        });
        var answers = race.results();

        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 201).count());
        for (var answer : answers) {
            if (answer.status() != 201) assertEquals("409 idempotency-key-in-use", error(answer));
        }
        assertEquals(1, shop.charges().size());
    }

    @Test
    void a_race_for_one_key_never_charges_twice() {
        for (int round = 0; round < 20; round++) {
            var key = "race-" + round;
            var answers =
                    Race.of(CROWD, i -> shop.charge(key, shop.order(100_000))).results();

            var made = shop.client.get("/charges?idempotency_key=" + key).data();
            assertEquals(1, made.size(), key);
            for (var answer : answers) {
                if (answer.status() == 201) assertEquals(made.path(0), answer.json());
                else assertEquals("409 idempotency-key-in-use", error(answer));
            }
        }
    }

    private TestClient.Answer charge() {
        return shop.charge("pay-5", shop.order(100_000));
    }

    private static MockResponse held(CountDownLatch until) throws InterruptedException {
        until.await();
        return TestShop.status(204);
    }
}
