package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account holds at most 20 unpaid seats in a showtime and 40 in all. */
class HoldLimitTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        for (long showtime = 1; showtime <= 3; showtime++) cinema.movie.add(showtime, "Inception", 10, 10);
    }

    /** Customer 1 holds 20 seats of the showtime in two orders; returns the first. */
    private static long holdTwenty(long showtime) {
        long first = cinema.order(1, best(showtime, 10));
        cinema.order(1, best(showtime, 10));
        return first;
    }

    private static void makeOlder(String by) {
        cinema.database.update("UPDATE orders SET expires_at = expires_at - INTERVAL " + by);
        cinema.database.update(
                "UPDATE seat_claims c JOIN orders o ON o.id = c.order_id SET c.expires_at = o.expires_at");
    }

    @Test
    void the_seats_of_a_showtime_are_limited_for_each_account() {
        holdTwenty(1);
        var before = cinema.stored();
        var answer = cinema.book(1, best(1, 1)).expect(409, "hold-limit");
        assertTrue(answer.detail().startsWith("An account may hold 20 unpaid seats in one showtime;"), answer.detail());
        cinema.book(1, seats(1, "A1")).expect(409, "hold-limit");
        cinema.admin()
                .post("/orders", "{\"user_id\": 1, \"showtime_id\": 1, \"qty\": 1}")
                .expect(409, "hold-limit");
        assertEquals(before, cinema.stored());
        cinema.order(2, best(1, 1));
    }

    @Test
    void the_seats_of_all_showtimes_are_limited() {
        holdTwenty(1);
        holdTwenty(2);
        var answer = cinema.book(1, best(3, 1)).expect(409, "hold-limit");
        assertTrue(answer.detail().startsWith("An account may hold 40 unpaid seats in all"), answer.detail());
    }

    @Test
    void paid_seats_do_not_count() {
        cinema.pay(1, holdTwenty(1)).expect(200);
        cinema.order(1, best(1, 10));
        cinema.book(1, best(1, 1)).expect(409, "hold-limit");
    }

    @Test
    void neither_cancelling_nor_expiry_renews_a_hold_until_thirty_minutes_later() {
        cinema.cancel(1, holdTwenty(1)).expect(200);
        cinema.book(1, best(1, 1)).expect(409, "hold-limit");
        makeOlder("10 MINUTE");
        cinema.book(1, best(1, 1)).expect(409, "hold-limit");
        cinema.expireOrders();
        makeOlder("29 MINUTE");
        cinema.book(1, best(1, 1)).expect(409, "hold-limit");
        makeOlder("1 MINUTE");
        holdTwenty(1);
    }

    @Test
    void an_old_order_does_not_get_its_seats_again_beyond_the_limit() {
        long old = cinema.order(1, seats(1, "A1", "A2"));
        makeOlder("41 MINUTE");
        holdTwenty(1);
        cinema.pay(1, old).expect(409, "hold-limit");
        assertEquals("EXPIRED", cinema.status(1, old));
        assertEquals(0, cinema.bank.chargeRequests());
    }

    @Test
    void zero_means_no_limit() {
        var account = new SeatClaims.Snapshot(Instant.EPOCH, 5, 9, Set.of(), Set.of());
        assertDoesNotThrow(() -> new HoldLimit(0, 0, 600).check(null, null));
        assertDoesNotThrow(() -> new HoldLimit(0, 10, 600).check(account, 1));
        assertDoesNotThrow(() -> new HoldLimit(6, 0, 600).check(account, 1));
    }

    @Test
    void orders_at_once_at_two_instances_do_not_pass_the_limit_together() {
        long other = cinema.order(2, seats(1, "J1"));
        var instances = List.of(cinema.customer(1), cinema.another().as(TestTokens.customer(1)));
        var calls = new ArrayList<CompletableFuture<Answer>>();
        cinema.database.transaction(transaction -> {
            // Each order waits for the claim of its first seat, so all of them are open at once.
            for (var seat : Seat.list("A1,B1,C1,D1,E1,F1")) {
                transaction.update("""
                        INSERT INTO seat_claims (showtime_id, seat, order_id, state, expires_at)
                        SELECT showtime_id, ?, order_id, state, expires_at FROM seat_claims WHERE order_id = ? LIMIT 1
                        """, seat.toString(), other);
            }
            for (char row = 'A'; row <= 'F'; row++) {
                var client = instances.get(row % 2);
                var body = seats(1, row + "1", row + "2", row + "3", row + "4", row + "5");
                calls.add(TestCinema.inParallel(() -> client.post("/orders", body)));
            }
            cinema.awaitWaiting(6, "INSERT INTO seat_claims|UPDATE hold_locks");
            return transaction.update("DELETE FROM seat_claims WHERE seat <> 'J1'");
        });
        var refusals =
                calls.stream().map(call -> call.join().refusal()).sorted().toList();
        assertEquals(List.of("201 ", "201 ", "201 ", "201 ", "409 hold-limit", "409 hold-limit"), refusals);
    }
}
