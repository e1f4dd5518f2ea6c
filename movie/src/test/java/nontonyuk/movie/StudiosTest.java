package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.quoted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.*;

class StudiosTest {
    @AutoClose
    private static final TestMovie service = new TestMovie();

    @Test
    void the_house_has_four_studios() {
        var studios = service.customer.get("/studios");
        assertEquals(200, studios.status());
        assertEquals(
                quoted("{'id':1,'name':'Studio 1','seat_rows':10,'seats_per_row':10}"),
                studios.data().path(0).toString());
        assertEquals("Studio 4", studios.data().path(3).path("name").asText());
    }

    @Test
    void a_studio_is_added_once() {
        var json = quoted("{'name': 'Velvet', 'seat_rows': 26, 'seats_per_row': 40}");
        var added = service.admin.post("/studios", json);
        assertEquals(201, added.status(), added.text());
        assertEquals(
                added.data(), service.customer.get(added.header("Location")).data());
        assertEquals(26, added.data().path("seat_rows").asInt());
        assertEquals(40, added.data().path("seats_per_row").asInt());

        var again = service.admin.post("/studios", json.replace("Velvet", "VELVET"));
        assertEquals(409, again.status());
        assertEquals("studio-name-taken", again.problem());
        assertEquals("studio-not-found", service.customer.get("/studios/999999").problem());
    }
}
