package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static org.junit.jupiter.api.Assertions.*;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway may keep: answers that are the same for every caller with a token. */
class SharedAnswersTest {
    private static final String FIELD = "Gateway-Cache-Control";

    @AutoClose
    private static final TestMovie service = new TestMovie();

    private static final long movie = service.addMovie("Alien", 90);
    private static final long showtime = service.addShowtime(movie, service.addStudio(), inDays(2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/movies",
                "/movies?q=Alien&per_page=1",
                "/movies/{movie}",
                "/movies/{movie}/showtimes",
                "/showtimes?title=Alien",
                "/showtimes/{showtime}",
                "/studios",
                "/studios/1"
            })
    void a_read_is_the_same_for_all_roles_and_is_shared(String template) {
        var path = template.replace("{movie}", "" + movie).replace("{showtime}", "" + showtime);
        var answer = service.customer.get(path).expect(200);
        assertEquals("public, max-age=1", answer.header(FIELD));
        assertEquals("private, max-age=0", answer.header("Cache-Control"));
        assertEquals(answer.text(), service.admin.get(path).text());
        var again = service.admin.request(path).header("If-None-Match", answer.header("ETag"));
        assertEquals("", service.admin.send(again).expect(304).text());
    }

    @Test
    void nothing_else_is_shared() {
        for (var answer : List.of(
                service.customer.get("/movies/999999").expect(404),
                service.customer.get("/movies?page=0").expect(422),
                service.anonymous.get("/movies").expect(401),
                service.gateway.get("/showtimes/cancelled").expect(200),
                service.put("/movies/" + movie, "{'title': 'Alien', 'genre': 'Horror', 'duration': 90}")
                        .expect(200))) {
            assertEquals("no-store", answer.header(FIELD) + answer.header("ETag") + answer.header("Cache-Control"));
        }
    }

    @Test
    void a_movie_has_another_tag_once_it_or_its_schedule_has_changed() {
        long id = service.addMovie("Brazil", 90);
        var path = "/movies/" + id;
        var tags = new HashSet<String>();
        tags.add(service.customer.get(path).header("ETag"));
        service.addShowtime(id, service.addStudio(), inDays(1));
        tags.add(service.customer.get(path).header("ETag"));
        service.put(path, "{'title': 'Other', 'genre': 'Drama', 'duration': 90}")
                .expect(200);
        tags.add(service.customer.get(path).header("ETag"));
        assertEquals(3, tags.size());
    }
}
