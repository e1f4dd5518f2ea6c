package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.quoted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.*;

class StudiosTest {
    @AutoClose
    private static final TestMovie service = new TestMovie();

    @Test
    void the_house_has_four_studios() {
        var studios = service.get("/studios");
        var first = "{'id':1,'name':'Studio 1','seat_rows':10,'seats_per_row':10}";
        assertEquals(quoted(first), studios.path(0).toString());
        assertEquals("Studio 4", studios.at("/3/name").asText());
    }

    @Test
    void a_studio_is_added_once() {
        var json = quoted("{'name': 'Velvet', 'seat_rows': 26, 'seats_per_row': 40}");
        var added = service.admin.post("/studios", json).expect(201);
        assertEquals(added.data(), service.get(added.header("Location")));
        assertEquals(26, added.data().path("seat_rows").asInt());
        assertEquals(40, added.data().path("seats_per_row").asInt());

        service.admin.post("/studios", json.replace("Velvet", "VELVET")).expect(409, "studio-name-taken");
        service.customer.get("/studios/999999").expect(404, "studio-not-found");
    }
}
