package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.best;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.Bodies;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** A problem names every fault of a request, and nothing is stored. */
class BadRequestTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    private TestClient customer;

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 10, 10);
        customer = cinema.customer(1);
    }

    @AfterEach
    void nothing_was_stored() {
        assertEquals("0 0 0", cinema.stored());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                 | movie_title:required,qty:required
                    {"qty": 1}                                         | movie_title:required
                    {"movie_title": "Inception"}                       | qty:required
                    {"movie_title": " ", "qty": 1}                     | movie_title:required
                    {"movie_title": null, "qty": null}                 | movie_title:required,qty:required
                    {"movie_title": "a\\u0000b", "qty": 1}             | movie_title:bad-character
                    {"movie_title": "Inception", "qty": 0}             | qty:out-of-range
                    {"movie_title": "Inception", "qty": 11}            | qty:out-of-range
                    {"movie_title": "Inception", "qty": -1}            | qty:out-of-range
                    {"movie_title": "Inception", "qty": 3000000000}    | qty:out-of-range
                    {"movie_title": "Inception", "qty": "2"}           | qty:wrong-type
                    {"movie_title": "Inception", "qty": 1.5}           | qty:wrong-type
                    {"movie_title": "Inception", "qty": true}          | qty:wrong-type
                    {"movie_title": 5, "qty": 1}                       | movie_title:wrong-type
                    {"movie_title": "Inception", "qty": 1, "price": 1} | price:unknown-field
                    {"user_id": "1", "showtime_id": 7, "qty": 1}       | user_id:wrong-type
                    {"user_id": 0, "showtime_id": -7, "qty": 99}       | user_id:out-of-range,showtime_id:out-of-range,qty:out-of-range
                    {"showtime_id": [], "qty": 1}                      | showtime_id:wrong-type
                    {"showtime_id": 7, "seats": "C4"}                  | seats:wrong-type
                    {"showtime_id": 7, "seats": [4]}                   | seats[0]:wrong-type
                    {"showtime_id": 7, "seats": []}                    | seats:out-of-range
                    {"showtime_id": 7, "seats": ["A1","A2","A3","A4","A5","A6","A7","A8","A9","A10","B1"]} | seats:out-of-range
                    {"showtime_id": 7, "seats": [null, "4C", "C0", "C04", "C100", "C 4", "", "É1"]} | seats[0]:bad-seat,seats[1]:bad-seat,seats[2]:bad-seat,seats[3]:bad-seat,seats[4]:bad-seat,seats[5]:bad-seat,seats[6]:bad-seat,seats[6]:duplicate,seats[7]:bad-seat
                    {"showtime_id": 7, "seats": ["ı1", "ſ1", "Ａ1", "A１", "A٣", "А1"]} | seats[0]:bad-seat,seats[1]:bad-seat,seats[2]:bad-seat,seats[3]:bad-seat,seats[4]:bad-seat,seats[5]:bad-seat
                    {"showtime_id": 7, "seats": ["C4", "D4", "c4"]}    | seats[2]:duplicate
                    {"showtime_id": 7, "seats": ["C4"], "qty": 2}      | qty:mismatch
                    {"movie_title": "Inception", "seats": ["C4"]}      | showtime_id:required
                    """)
    void every_faulty_field_is_named(String body, String faults) {
        var answer = customer.post("/orders", body);
        assertEquals("422 invalid-request", answer.refusal());
        assertEquals(faults, answer.faults());
    }

    @Test
    void a_title_that_is_too_long_is_refused() {
        var answer = customer.post("/orders", Bodies.title("x".repeat(201), 1));
        assertEquals("movie_title:too-long", answer.faults());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "2",
                "{\"qty\":",
                "{\"qty\":1,\"qty\":2}",
                "{\"movie_title\":\"a\",\"qty\":1} {}"
            })
    void what_is_not_a_json_object_is_a_bad_request(String body) {
        assertEquals("400 invalid-json", customer.post("/orders", body).refusal());
    }

    @Test
    void another_media_type_is_refused() {
        var form = customer.request("/orders").header("Content-Type", "text/plain");
        var answer = customer.send(form.POST(BodyPublishers.ofString(best(7, 1))));
        assertEquals("415 unsupported-media-type", answer.refusal());
    }

    @Test
    void a_body_over_64_kilobytes_is_refused() {
        var answer = customer.post("/orders", Bodies.title("x".repeat(66_000), 1));
        assertEquals("413 body-too-large", answer.refusal());
    }

    @ParameterizedTest
    @CsvSource({"PUT, /orders", "DELETE, /orders/1", "POST, /orders/1", "PATCH, /orders"})
    void a_wrong_method_is_told_the_right_ones(String method, String path) {
        var answer = customer.send(method, path, "{}");
        assertEquals("405 method-not-allowed", answer.refusal());
        assertEquals(path.equals("/orders") ? "GET, HEAD, POST" : "GET, HEAD", answer.header("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/order", "/orders/", "/orders/1/", "/orders/1/2", "/ORDERS"})
    void an_unknown_path_is_not_found(String path) {
        var answer = customer.get(path);
        assertEquals("404 no-such-path", answer.refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "-1", "1.0", "99999999999999999999", "1%2F2", "%20"})
    void an_order_is_asked_for_by_its_number(String id) {
        var answer = customer.get("/orders/" + id);
        assertEquals("422 invalid-request", answer.refusal());
        assertEquals("id:wrong-type", answer.faults());
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page",
        "page=x, page",
        "page=1.5, page",
        "per_page=101, per_page",
        "per_page=-1, per_page",
        "user_id=0, user_id",
        "user_id=me, user_id"
    })
    void a_query_that_makes_no_sense_is_refused(String query, String field) {
        var answer = customer.get("/orders?" + query);
        assertEquals("422 invalid-request", answer.refusal());
        assertEquals(field, answer.faults().split(":")[0]);
    }

    @ParameterizedTest
    @CsvSource({"GET, /orders", "POST, /orders", "GET, /orders/1"})
    void nobody_comes_in_without_a_good_token_of_a_person(String method, String path) {
        assertRefused("401 token-missing", null, method, path);
        assertRefused("401 token-expired", TestTokens.expired(), method, path);
        assertRefused("401 token-invalid", TestTokens.forged(), method, path);
        assertRefused("401 token-invalid", "eyJhbGciOiJub25lIn0.e30.", method, path);
        assertRefused("403 not-allowed", TestTokens.service("gateway"), method, path);
    }

    private static void assertRefused(String refusal, String token, String method, String path) {
        var answer = cinema.nobody().as(token).send(method, path, best(7, 1));
        assertEquals(refusal, answer.refusal());
    }
}
