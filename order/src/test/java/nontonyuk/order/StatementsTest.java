package nontonyuk.order;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request runs a fixed number of statements, with COMMIT and ROLLBACK. */
class StatementsTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private final AtomicInteger sent = new AtomicInteger();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one seat           | 7 | {"showtime_id": 7, "qty": 1}
            four seats         | 7 | {"showtime_id": 7, "qty": 4}
            a seat by its name | 7 | {"showtime_id": 7, "seats": ["A%d"]}
            seats of a movie   | 7 | {"movie_title": "Inception", "qty": 2}
            a seat with a key  | 9 | {"showtime_id": 7, "qty": 1}
            a taken seat       | 3 | {"showtime_id": 7, "seats": ["Z1"]}
            /orders            | 1 |
            /orders?per_page=1&page=2 | 1 |
            /orders?page=99    | 2 |
            /orders/{id}       | 1 |
            /orders/{id}/events | 2 |
            /seats/7           | 1 |
            """)
    void a_request_runs_a_fixed_number_of_statements(String request, int expected, String body) {
        cinema.movie.add(7, "Inception", 26, 40);
        long order = cinema.order(2, seats(7, "Z1"));
        cinema.order(2, seats(7, "Z2"));
        var path = request.replace("{id}", "" + order);
        var statements = TestDatabase.statements(cinema.settings().required("ORDER_DB_USER"), () -> send(path, body));
        assertEquals(expected, statements.size(), String.join("\n", statements));
    }

    /** Each order has its own buyer, whose unpaid seats are limited. */
    private void send(String request, String body) {
        int number = sent.incrementAndGet();
        var client = cinema.customer(body == null ? 2 : 100 + number);
        if (body == null) {
            client.get(request).expect(200);
            return;
        }
        var order = client.request("/orders").header("Content-Type", "application/json");
        if (request.contains("key")) order.header("Idempotency-Key", "key-" + number);
        order.POST(BodyPublishers.ofString(body.formatted(5 * number)));
        client.send(order).expect(request.contains("taken") ? 409 : 201);
    }
}
