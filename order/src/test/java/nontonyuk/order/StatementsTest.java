package nontonyuk.order;

import static nontonyuk.order.Bodies.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request runs a fixed number of statements, with COMMIT and ROLLBACK. */
class StatementsTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private final AtomicInteger sent = new AtomicInteger();
    private long order;

    @ParameterizedTest
    @CsvSource(textBlock = """
            one seat,             7
            four seats,           7
            a seat by its name,   7
            seats of a movie,     7
            a seat with a key,    9
            a taken seat,         3
            /orders,              1
            /orders?per_page=1&page=2, 1
            /orders?page=99,      2
            /orders/{id},         1
            /orders/{id}/events,  2
            /seats/7,             1
            """)
    void a_request_runs_a_fixed_number_of_statements(String request, int expected) {
        cinema.movie.add(7, "Inception", 26, 40);
        order = cinema.order(2, seats(7, "Z1"));
        cinema.order(2, seats(7, "Z2"));
        var user = cinema.settings().required("ORDER_DB_USER");
        var statements = TestDatabase.statements(user, () -> send(request));
        assertEquals(expected, statements.size(), String.join("\n", statements));
    }

    /** Each order has its own buyer, whose unpaid seats are limited. */
    private Answer send(String request) {
        int number = sent.incrementAndGet();
        var buyer = cinema.customer(100 + number);
        return switch (request) {
            case "one seat" -> buyer.post("/orders", best(7, 1)).expect(201);
            case "four seats" -> buyer.post("/orders", best(7, 4)).expect(201);
            case "a seat by its name" ->
                buyer.post("/orders", seats(7, "A" + 5 * number)).expect(201);
            case "seats of a movie" ->
                buyer.post("/orders", title("Inception", 2)).expect(201);
            case "a seat with a key" ->
                buyer.send(buyer.request("/orders")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "key-" + number)
                                .POST(BodyPublishers.ofString(best(7, 1))))
                        .expect(201);
            case "a taken seat" -> buyer.post("/orders", seats(7, "Z1")).expect(409, "seat-taken");
            default ->
                cinema.customer(2).get(request.replace("{id}", "" + order)).expect(200);
        };
    }
}
