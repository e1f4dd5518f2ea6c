package nontonyuk.order.booking;

import static nontonyuk.order.Bodies.seats;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.StringJoiner;
import nontonyuk.common.http.TestClient;
import nontonyuk.order.TestCinema;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeatMapTest {
    @RegisterExtension
    static final TestCinema cinema = new TestCinema();

    @BeforeEach
    void begin() {
        cinema.movie.add(7, "Inception", 2, 4);
    }

    /** The rows with a letter for each seat's state: free, held, sold or yours. */
    private static String drawn(TestClient client) {
        var rows = new StringJoiner(" ");
        for (var row : client.get("/seats/7").data().path("rows")) {
            var line = new StringBuilder(row.path("row").asText());
            row.path("seats")
                    .forEach(seat -> line.append(seat.path("state").asText().charAt(0)));
            rows.add(line);
        }
        return rows.toString();
    }

    @Test
    void everybody_sees_which_seats_are_free_held_sold_or_their_own() {
        cinema.order(1, seats(7, "A1", "A2"));
        cinema.paid(2, seats(7, "B3", "B4"));
        assertEquals("Ayyff Bffss", drawn(cinema.customer(1)));
        assertEquals("Ahhff Bffyy", drawn(cinema.customer(2)));
        assertEquals("Ahhff Bffss", drawn(cinema.admin()));
    }

    @Test
    void it_tells_all_that_a_buyer_wants_to_know() {
        cinema.order(1, seats(7, "A1"));
        var map = cinema.customer(1).get("/seats/7").data();
        assertEquals(7, map.path("showtime_id").asLong());
        assertEquals("Inception", map.path("movie_title").asText());
        assertEquals("Studio 1", map.path("studio").asText());
        assertEquals(50_000, map.path("price").asLong());
        assertEquals(7, map.path("free").asLong());
        assertEquals(
                "{\"seat\":\"A1\",\"state\":\"yours\"}",
                map.at("/rows/0/seats/0").toString());
    }

    @Test
    void an_expired_hold_shows_as_free() {
        cinema.letExpire(cinema.order(1, seats(7, "A1")));
        assertEquals("Affff Bffff", drawn(cinema.customer(1)));
    }

    @Test
    void a_showtime_that_is_not_there_is_a_404_and_a_bad_number_a_422() {
        var unknown = cinema.customer(1).get("/seats/8");
        assertEquals("404 showtime-not-found", unknown.refusal());
        assertEquals(
                "showtime_id:wrong-type", cinema.customer(1).get("/seats/x").faults());
        assertEquals(401, cinema.nobody().get("/seats/7").status());
    }

    @Test
    void a_client_that_polls_gets_a_304_until_a_seat_changes() {
        var first = cinema.customer(1).get("/seats/7").expect(200);
        assertEquals("private, max-age=0", first.header("Cache-Control") + first.header("Gateway-Cache-Control"));
        var tag = first.header("ETag");
        assertEquals(304, poll(cinema.customer(1), tag));
        cinema.order(1, seats(7, "A1"));
        assertEquals(200, poll(cinema.customer(1), tag));
        var own = cinema.customer(1).get("/seats/7").header("ETag");
        assertEquals(200, poll(cinema.customer(2), own)); // for others the seat is held, not theirs
    }

    private static int poll(TestClient client, String tag) {
        return client.send(client.request("/seats/7").header("If-None-Match", tag))
                .status();
    }
}
