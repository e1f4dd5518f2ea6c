package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.Bank;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A repeated request does its work once. */
class IdempotencyTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 10, 10);
    }

    private static Answer post(TestClient client, String key, String path, String body) {
        return client.send(client.request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer order(String key, String body) {
        return post(cinema.customer(1), key, "/orders", body);
    }

    private static void assertReplayed(Answer first, Answer second) {
        assertEquals("", first.header("Idempotency-Replayed"));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.status(), second.status());
        assertEquals(first.text(), second.text());
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(first.header("Content-Type"), second.header("Content-Type"));
    }

    @Test
    void an_order_is_made_once_and_answered_the_same_byte_for_byte() {
        var first = order("k1", best(7, 2));
        assertEquals(201, first.status());
        assertReplayed(first, order("k1", best(7, 2)));
        assertEquals(1, cinema.count("orders"));
        // Neither movie nor the same instance is needed for the stored answer.
        cinema.movie.reset();
        assertReplayed(first, order("k1", best(7, 2)));
        var another = cinema.another().as(TestTokens.customer(1));
        assertReplayed(first, post(another, "k1", "/orders", best(7, 2)));
    }

    @Test
    void another_key_or_another_user_is_another_order() {
        order("k1", best(7, 2));
        assertEquals("", order("k2", best(7, 2)).header("Idempotency-Replayed"));
        assertEquals(201, post(cinema.customer(2), "k1", "/orders", best(7, 2)).status());
        assertEquals(3, cinema.count("orders"));
    }

    @Test
    void a_key_with_another_request_is_refused() {
        var order = order("k1", best(7, 2)).data().path("id").asText();
        assertEquals("Idempotency-Key:reused", order("k1", best(7, 3)).faults());
        var other = post(cinema.customer(1), "k1", "/orders/" + order + "/cancel", "");
        assertEquals("Idempotency-Key:reused", other.faults());
        assertEquals(1, cinema.count("orders"));
        assertEquals("HELD", cinema.status(1, Long.parseLong(order)));
    }

    @Test
    void a_key_is_short_and_plain() {
        for (var bad : new String[] {"a b", "x".repeat(65)}) {
            assertEquals("Idempotency-Key:bad-key", order(bad, best(7, 1)).faults(), bad);
        }
        assertEquals(201, order("x".repeat(64), best(7, 1)).status());
    }

    @Test
    void one_that_is_still_in_flight_is_a_409() {
        cinema.movie.gatherBeforeAnswering(2);
        var first = CompletableFuture.supplyAsync(() -> order("k1", best(7, 1)));
        TestClient.await("movie is asked", () -> cinema.movie.waiting() == 1);
        var second = order("k1", best(7, 1));
        assertEquals("409 request-in-flight", second.refusal());
        assertEquals("1", second.header("Retry-After"));
        cinema.movie.releaseOne();
        assertReplayed(first.join(), order("k1", best(7, 1)));
    }

    @Test
    void one_that_died_is_taken_over_when_its_time_is_up_and_can_not_come_back() {
        cinema.movie.gatherBeforeAnswering(2);
        var slow = CompletableFuture.supplyAsync(() -> order("k1", best(7, 1)));
        TestClient.await("movie is asked", () -> cinema.movie.waiting() == 1);
        cinema.database.update("UPDATE idempotency_keys SET leased_until = UTC_TIMESTAMP(3)");
        var next = order("k1", best(7, 1)); // its call to movie releases the first one too
        assertEquals(201, next.status());
        var late = slow.join();
        // Either the lost lease refuses it, or the unique key of the other order.
        var refusals = Set.of("503 request-too-slow", "409 idempotency-key-used");
        assertTrue(refusals.contains(late.refusal()), late.text());
        assertEquals(1, cinema.count("orders"));
        assertReplayed(next, order("k1", best(7, 1)));
    }

    @Test
    void a_refusal_frees_the_key() {
        cinema.order(2, seats(7, "A1"));
        var refused = order("k1", seats(7, "A1"));
        assertEquals("409 seat-taken", refused.refusal());
        assertEquals(0, cinema.count("idempotency_keys"));
        cinema.movie.stop();
        assertEquals(503, order("k1", best(7, 1)).status());
        cinema.movie.restart();
        assertEquals(201, order("k1", best(7, 1)).status());
    }

    @Test
    void a_key_that_was_forgotten_makes_no_second_order() {
        order("k1", best(7, 2));
        cinema.database.update("DELETE FROM idempotency_keys");
        var again = order("k1", best(7, 2));
        assertEquals("409 idempotency-key-used", again.refusal());
        assertEquals(1, cinema.count("orders"));
    }

    @Test
    void a_connection_that_is_cut_after_the_order_was_made_costs_no_second_order() throws IOException {
        var body = best(7, 2);
        try (var socket = new Socket("127.0.0.1", cinema.port())) {
            socket.getOutputStream().write(head("k1", body).getBytes(StandardCharsets.UTF_8));
            TestClient.await("the order is stored", () -> cinema.count("orders") == 1);
        }
        var again = order("k1", body);
        assertEquals(201, again.status(), again.text());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(1, cinema.count("orders"));
    }

    private static String head(String key, String body) {
        return """
                POST /orders HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Idempotency-Key: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(TestTokens.customer(1), key, body.length(), body);
    }

    @Test
    void keys_are_forgotten_after_a_week() {
        order("k1", best(7, 2));
        cinema.deleteOldKeys();
        assertEquals(1, cinema.count("idempotency_keys"));
        cinema.database.update("UPDATE idempotency_keys SET leased_until = UTC_TIMESTAMP(3) - INTERVAL 8 DAY");
        cinema.deleteOldKeys();
        assertEquals(0, cinema.count("idempotency_keys"));
    }

    @Test
    void paying_and_cancelling_are_answered_the_same_too() {
        long order = cinema.order(1, best(7, 2));
        var pay = "/orders/" + order + "/pay";
        var paid = post(cinema.customer(1), "p1", pay, "");
        assertEquals(200, paid.status(), paid.text());
        var cancel = "/orders/" + order + "/cancel";
        var cancelled = post(cinema.customer(1), "c1", cancel, "");
        assertEquals(200, cancelled.status(), cancelled.text());
        assertReplayed(paid, post(cinema.customer(1), "p1", pay, ""));
        assertReplayed(cancelled, post(cinema.customer(1), "c1", cancel, ""));
        assertEquals(1, cinema.bank.chargeRequests());
    }

    @Test
    void a_declined_payment_is_answered_the_same_under_its_key() {
        long order = cinema.order(1, best(7, 2));
        cinema.bank.set(Bank.Mode.DECLINES);
        var declined = post(cinema.customer(1), "p1", "/orders/" + order + "/pay", "");
        assertEquals(402, declined.status());
        cinema.bank.set(Bank.Mode.NORMAL);
        assertReplayed(declined, post(cinema.customer(1), "p1", "/orders/" + order + "/pay", ""));
        assertEquals(1, cinema.bank.chargeRequests());
        assertEquals(200, cinema.pay(1, order).status());
    }

    @Test
    void many_copies_of_a_request_that_is_refused_are_all_refused() throws Exception {
        cinema.movie.add(8, "Tenet", 1, 1);
        cinema.order(2, seats(8, "A1"));
        var threads = Executors.newFixedThreadPool(20);
        var answers = new ConcurrentLinkedQueue<Integer>();
        for (int i = 0; i < 200; i++) {
            var key = "refused-" + i % 20;
            threads.execute(() -> answers.add(order(key, best(8, 1)).status()));
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals(Set.of(409), Set.copyOf(answers));
        assertEquals(200, answers.size());
        assertEquals(0, cinema.count("idempotency_keys"));
    }

    @Test
    void forty_keys_five_times_each_at_once_make_forty_orders() throws Exception {
        cinema.movie.add(8, "Inception", 10, 10);
        var another = cinema.another().as(TestTokens.customer(1));
        var threads = Executors.newFixedThreadPool(40);
        var bodies = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < 200; i++) {
            var key = "key-" + i % 40;
            var body = best(7 + i % 40 / 20, 1); // twenty seats of each showtime, the most that one account may hold
            var client = i % 2 == 0 ? cinema.customer(1) : another;
            threads.execute(() -> {
                var answer = post(client, key, "/orders", body);
                while (answer.problem().equals("request-in-flight")) {
                    answer = post(client, key, "/orders", body);
                }
                bodies.add(answer.status() + key + answer.text());
            });
        }
        threads.shutdown();
        assertEquals(true, threads.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals(200, bodies.stream().filter(body -> body.startsWith("201")).count());
        assertEquals(40, bodies.stream().distinct().count());
        assertEquals(40, cinema.count("orders"));
    }
}
