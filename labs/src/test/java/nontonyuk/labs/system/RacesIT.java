package nontonyuk.labs.system;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.running.Race;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many requests at the same time to two order processes; after each race every rule of the audit holds. */
class RacesIT {
    private static final int BUYERS = 200;

    @RegisterExtension
    static final RunningSystem system = RunningSystem.temporary().withSecond("order");

    private static Desk desk;
    private static final List<String> tokens = new ArrayList<>();

    @BeforeAll
    static void start() {
        desk = new Desk(system);
        for (int i = 0; i < BUYERS; i++) tokens.add(system.token("racer" + i + "@example.com"));
    }

    @AfterEach
    void audit() {
        desk.assertAuditIsClean();
        for (var instance : List.of("order", "order-2")) {
            var log = system.process(instance).log();
            assertTrue(!log.contains(" failed\n"), "an internal error; see the log of order");
        }
    }

    /** Buyer number i, a client of one of the two processes. */
    private static TestClient buyer(int i) {
        return at(i).as(tokens.get(i % BUYERS));
    }

    private static TestClient at(int i) {
        return system.client(i % 2 == 0 ? "order" : "order-2");
    }

    private static Race<Answer> race(int runners, IntFunction<Answer> run) {
        var race = Race.of(runners, run);
        assertTrue(race.overlap() > 1, "no calls overlapped");
        return race;
    }

    private static Map<String, Long> outcomes(Race<Answer> race) {
        return race.results().stream()
                .collect(Collectors.groupingBy(
                        answer -> (answer.status() + " " + answer.problem()).strip(), Collectors.counting()));
    }

    @Test
    void two_hundred_buyers_race_for_one_last_seat_twenty_times() {
        for (int round = 0; round < 20; round++) {
            long showtime = desk.showtime(1, 1);
            var race = race(BUYERS, i -> Desk.book(buyer(i), showtime, 1));
            assertEquals(Map.of("201", 1L, "409 sold-out", BUYERS - 1L), outcomes(race));
        }
    }

    @Test
    void two_hundred_buyers_race_for_a_hundred_seats() {
        long showtime = desk.showtime(10, 10);
        var race = race(BUYERS, i -> Desk.book(buyer(i), showtime, 1));
        assertEquals(Map.of("201", 100L, "409 sold-out", 100L), outcomes(race));
        assertEquals(100, system.count("order", "seat_claims WHERE showtime_id = " + showtime));
        for (int i = 0; i < 2; i++) {
            assertEquals("sold-out", Desk.book(buyer(i), showtime, 1).problem());
        }
    }

    @Test
    void two_hundred_buyers_race_for_the_same_named_seat() {
        long showtime = desk.showtime(1, 1);
        var body = "{\"showtime_id\":%d,\"seats\":[\"A1\"]}".formatted(showtime);
        var race = race(BUYERS, i -> buyer(i).post("/orders", body));
        assertEquals(Map.of("201", 1L, "409 seat-taken", BUYERS - 1L), outcomes(race));
    }

    @Test
    void blocks_of_one_to_four_are_sold_until_nothing_is_left() {
        long showtime = desk.showtime(10, 10);
        var race = race(BUYERS, i -> Desk.book(buyer(i), showtime, 1 + i % 4));
        var outcomes = outcomes(race);
        assertEquals(BUYERS, outcomes.get("201") + outcomes.get("409 sold-out"), "" + outcomes);
        var sold = new TreeSet<String>();
        for (var answer : race.results()) {
            for (var seat : answer.data().path("seats")) {
                assertTrue(sold.add(seat.asText()), seat + " was sold twice");
            }
        }
        // A buyer got nothing if fewer seats were left than wanted. Single orders take the rest.
        while (sold.size() < 100) {
            var answer = Desk.book(buyer(0), showtime, 1);
            assertTrue(sold.add(answer.data().at("/seats/0").asText()), answer.text());
        }
        assertEquals("sold-out", Desk.book(buyer(0), showtime, 1).problem());
    }

    @Test
    void paying_races_with_expiry_and_with_the_next_buyer() {
        for (int round = 0; round < 20; round++) {
            long showtime = desk.showtime(1, 2);
            long order = Desk.id(Desk.book(buyer(1), showtime, 2));
            int milliseconds = ThreadLocalRandom.current().nextInt(30);
            letExpire(order, milliseconds);
            var race = race(8, i -> i % 2 == 1 ? Desk.pay(buyer(1), order) : Desk.book(buyer(2), showtime, 2));
            assertFewStatuses(race, "200", "201", "410", "409");
            boolean isPaid = Desk.status(buyer(1), order).equals("PAID");
            boolean isSoldToAnother = outcomes(race).containsKey("201");
            assertTrue(isPaid != isSoldToAnother, outcomes(race).toString());
        }
    }

    private static void letExpire(long order, int milliseconds) {
        var then = "UTC_TIMESTAMP(3) + INTERVAL " + milliseconds * 1000 + " MICROSECOND";
        system.sql("order", """
                UPDATE orders o JOIN seat_claims c ON c.order_id = o.id
                SET o.expires_at = %s, c.expires_at = o.expires_at
                WHERE o.id = %d""".formatted(then, order));
    }

    private static void assertFewStatuses(Race<Answer> race, String... allowed) {
        for (var answer : race.results()) {
            assertTrue(List.of(allowed).contains("" + answer.status()), answer.text());
        }
    }

    @Test
    void cancelling_races_with_paying() {
        long showtime = desk.showtime(10, 10);
        for (int round = 0; round < 20; round++) {
            long order = Desk.id(Desk.book(buyer(1), showtime, 2));
            var race = race(6, i -> i % 2 == 1 ? Desk.pay(buyer(1), order) : Desk.cancel(buyer(1), order));
            assertFewStatuses(race, "200", "409", "410");
            assertEquals("CANCELLED", Desk.status(buyer(1), order));
            TestClient.await("the money to be back", () -> desk.balance(order) == 0);
        }
    }

    @Test
    void of_two_doors_one_admits_a_ticket() {
        long showtime = desk.showtime(1, 8);
        long order = Desk.id(Desk.book(buyer(1), showtime, 8));
        assertEquals(200, Desk.pay(buyer(1), order).status());
        var tickets = buyer(1).get("/orders/" + order + "/ticket").data().path("tickets");
        assertEquals(8, tickets.size());
        system.sql("order", "UPDATE orders SET starts_at = UTC_TIMESTAMP(3) + INTERVAL 30 MINUTE WHERE id = " + order);
        var staff = system.staffToken();
        for (var ticket : tickets) {
            var shown = "{\"code\":\"%s\",\"showtime_id\":%d,\"door\":\"a door\"}"
                    .formatted(ticket.path("code").asText(), showtime);
            var race = race(10, i -> at(i).as(staff).post("/tickets/check-in", shown));
            assertEquals(Map.of("200", 1L, "409 ticket-used", 9L), outcomes(race));
        }
    }

    @Test
    void five_hundred_keys_five_times_each_at_once_make_five_hundred_orders() {
        int keys = Integer.getInteger("races.keys", 500);
        var showtimes = new ArrayList<Long>();
        for (int i = 0; i * 1000 < keys; i++) showtimes.add(desk.showtime(26, 40));
        int runners = 50;
        var race = race(runners, i -> {
            Answer last = null;
            // Five buyers use the same keys in the same order.
            for (int key = i / 5; key < keys; key += runners / 5) {
                last = orderWithKey(i, key, showtimes.get(key / 1000));
            }
            return last;
        });
        assertFewStatuses(race, "201");
        assertEquals(keys, system.count("order", "orders WHERE made_with LIKE '%:race-%'"));
        assertEquals(keys, system.count("order", "idempotency_keys WHERE idem_key LIKE 'race-%' AND status = 201"));
    }

    private static Answer orderWithKey(int runner, int key, long showtime) {
        var order = at(runner).as(tokens.get(0));
        Answer answer;
        do {
            answer = Desk.withKey(order, "race-" + key, "/orders", Desk.body(showtime, 1));
        } while (answer.problem().equals("request-in-flight"));
        assertEquals(201, answer.status(), answer.text());
        return answer;
    }
}
