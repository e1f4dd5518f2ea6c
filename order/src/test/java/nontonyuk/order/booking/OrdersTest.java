package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.StringJoiner;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each user sees the own orders only; an admin sees all. */
class OrdersTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private long first;

    /** Customer 1 has three orders, of one, two and three seats; customer 2 has one. */
    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 10, 10);
        first = cinema.order(1, seats(7, "A1"));
        cinema.book(1, seats(7, "B10", "B9"));
        cinema.book(2, best(7, 4));
        cinema.book(1, seats(7, "C1", "C2", "C3"));
    }

    private static String quantities(Answer answer) {
        assertEquals(200, answer.status(), answer.text());
        var quantities = new StringJoiner(" ");
        answer.data().forEach(order -> quantities.add(order.path("qty").asText()));
        return quantities.toString();
    }

    private static String meta(Answer answer) {
        return answer.json().path("meta").toString();
    }

    @Test
    void a_customer_sees_the_own_orders_the_newest_first() {
        var answer = cinema.customer(1).get("/orders");
        assertEquals("3 2 1", quantities(answer));
        assertEquals("{\"page\":1,\"per_page\":20,\"total\":3}", meta(answer));
        assertEquals("[\"B9\",\"B10\"]", answer.data().get(1).path("seats").toString());
        assertEquals("3 2 1", quantities(cinema.customer(1).get("/orders?user_id=1")));
        assertEquals("", quantities(cinema.customer(3).get("/orders")));
    }

    @Test
    void the_list_comes_in_pages() {
        var answer = cinema.customer(1).get("/orders?page=2&per_page=2");
        assertEquals("1", quantities(answer));
        assertEquals("{\"page\":2,\"per_page\":2,\"total\":3}", meta(answer));
    }

    @Test
    void an_admin_sees_all_orders_or_those_of_one_user() {
        assertEquals("3 4 2 1", quantities(cinema.admin().get("/orders")));
        var answer = cinema.admin().get("/orders?user_id=2");
        assertEquals("4", quantities(answer));
        assertEquals(1, answer.json().path("meta").path("total").asLong());
    }

    @Test
    void a_customer_can_not_list_another_users_orders() {
        var answer = cinema.customer(2).get("/orders?user_id=1");
        assertEquals("403 not-your-account", answer.refusal());
    }

    @Test
    void an_order_is_shown_to_its_owner_and_to_an_admin() {
        for (var client : new nontonyuk.common.http.TestClient[] {cinema.customer(1), cinema.admin()}) {
            var answer = client.get("/orders/" + first);
            assertEquals(200, answer.status());
            assertEquals("[\"A1\"]", answer.data().path("seats").toString());
        }
    }

    @Test
    void somebody_elses_order_looks_as_if_it_were_not_there() {
        var foreign = cinema.show(2, first);
        var absent = cinema.customer(2).get("/orders/987654");
        assertEquals("404 order-not-found", foreign.refusal());
        assertEquals(withoutPlace(absent, 987654), withoutPlace(foreign, first));
    }

    private static String withoutPlace(Answer answer, long id) {
        return answer.text().replace("" + id, "N").replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }
}
