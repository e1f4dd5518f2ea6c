package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static nontonyuk.movie.TestMovie.quoted;
import static nontonyuk.movie.TestMovie.showtime;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

class ShowtimesTest {
    @AutoClose
    private static final TestMovie service = new TestMovie();

    private static Answer add(long movie, long studio, Instant startsAt) {
        return service.admin.post("/movies/" + movie + "/showtimes", showtime(studio, startsAt));
    }

    private static Answer byTitle(String title) {
        return service.customer.get("/showtimes?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8));
    }

    private static void assertNoneUpcoming(long movie, String title) {
        assertEquals(0, service.get("/movies/" + movie + "/showtimes").size());
        assertEquals(0, service.get("/movies/" + movie).path("schedule").size());
        assertEquals(0, byTitle(title).data().size());
    }

    @Test
    void a_showtime_may_be_in_the_last_year_that_is_taken() {
        var startsAt = Instant.parse("2099-12-31T23:59:59.999Z");
        var added = add(service.addMovie(unique("Patience"), 90), service.addStudio(), startsAt)
                .expect(201);
        assertEquals(startsAt.toString(), added.field("starts_at"));
    }

    @Test
    void a_showtime_tells_all_that_an_order_needs() {
        var title = unique("Inception");
        long movie = service.addMovie(title, 148);
        var startsAt = inDays(1);
        var json = "{'studio_id': 2, 'starts_at': '%s', 'price': 50000}"
                .formatted(startsAt.atOffset(ZoneOffset.ofHours(7)));
        var added = service.post("/movies/" + movie + "/showtimes", json).expect(201);
        var id = added.data().path("id").asLong();
        assertEquals("/showtimes/" + id, added.header("Location"));
        var expected = "{'id':%d,'movie_id':%d,'movie_title':'%s',"
                + "'studio':{'id':2,'name':'Studio 2','seat_rows':8,'seats_per_row':12},"
                + "'starts_at':'%s','ends_at':'%s','price':50000,'status':'SCHEDULED'}";
        var endsAt = startsAt.plus(148, ChronoUnit.MINUTES);
        assertEquals(
                quoted(expected.formatted(id, movie, title, startsAt, endsAt)),
                added.data().toString());
        assertEquals(added.data(), service.get("/showtimes/" + id));
        assertEquals(added.data(), service.get("/movies/" + movie).at("/schedule/0"));
        assertEquals(added.data(), byTitle(title).data().path(0));
    }

    @Test
    void times_are_stored_in_utc_and_to_the_millisecond() {
        var startsAt = inDays(2).plusNanos(123_999_999);
        long id = service.addShowtime(service.addMovie(unique("Clock"), 60), 1, startsAt);
        var select = "SELECT DATE_FORMAT(starts_at, '%Y-%m-%dT%H:%i:%s.%f') FROM showtimes WHERE id = ?";
        var stored = service.database.one(select, row -> row.getString(1), id).orElseThrow();
        var millis = startsAt.truncatedTo(ChronoUnit.MILLIS).toString();
        assertEquals(millis, stored.replace("123000", "123Z"));
        assertEquals(millis, service.get("/showtimes/" + id).path("starts_at").asText());
    }

    @Test
    void two_showtimes_never_overlap_in_a_studio() {
        var title = unique("Long Night");
        long movie = service.addMovie(title, 120);
        long studio = service.addStudio();
        var noon = inDays(3);
        add(movie, studio, noon);
        var busy = "The studio shows \"%s\" from %s to %s.".formatted(title, noon, noon.plus(120, ChronoUnit.MINUTES));
        for (int minutes : new int[] {-119, -1, 0, 1, 60, 119}) {
            var refused = add(movie, studio, noon.plusSeconds(60 * minutes)).expect(409, "studio-busy");
            assertEquals(busy, refused.json().path("detail").asText());
        }
        long shortMovie = service.addMovie(unique("Inside"), 10);
        add(shortMovie, studio, noon.plus(30, ChronoUnit.MINUTES)).expect(409);
        long longMovie = service.addMovie(unique("Around"), 600);
        add(longMovie, studio, noon.minus(200, ChronoUnit.MINUTES)).expect(409);

        add(movie, studio, noon.plus(120, ChronoUnit.MINUTES)).expect(201);
        add(movie, studio, noon.minus(120, ChronoUnit.MINUTES)).expect(201);
        add(movie, service.addStudio(), noon).expect(201);
    }

    @Test
    void a_cancelled_showtime_stays_visible_and_makes_room() {
        var title = unique("Cancelled");
        long movie = service.addMovie(title, 100);
        long studio = service.addStudio();
        long id = service.addShowtime(movie, studio, inDays(4));
        service.admin.delete("/showtimes/" + id).expect(204);
        service.admin.delete("/showtimes/" + id).expect(204);
        assertEquals("CANCELLED", service.get("/showtimes/" + id).path("status").asText());
        assertNoneUpcoming(movie, title);
        add(movie, studio, inDays(4)).expect(201);
    }

    @Test
    void a_showtime_that_has_started_is_visible_but_neither_upcoming_nor_cancelled() {
        var title = unique("Started");
        long movie = service.addMovie(title, 100);
        long id = service.addPastShowtime(movie, service.addStudio());
        service.admin.delete("/showtimes/" + id).expect(409, "showtime-started");
        assertEquals("SCHEDULED", service.get("/showtimes/" + id).path("status").asText());
        assertNoneUpcoming(movie, title);
    }

    @Test
    void the_showtimes_of_a_title_come_in_order_and_from_all_movies_of_that_name() {
        var title = unique("Dune 50%");
        long older = service.addMovie(title, 137);
        long newer = service.addMovie(title, 155);
        service.addMovie(title + " Part Two", 166);
        long studio = service.addStudio();
        long second = service.addShowtime(older, studio, inDays(6));
        long third = service.addShowtime(newer, studio, inDays(7));
        long first = service.addShowtime(newer, studio, inDays(5));
        var found = byTitle(title.toUpperCase(Locale.ROOT)).expect(200).data();
        assertEquals(3, found.size());
        assertEquals(first, found.at("/0/id").asLong());
        assertEquals(second, found.at("/1/id").asLong());
        assertEquals(third, found.at("/2/id").asLong());
        var ofNewer = service.get("/movies/" + newer + "/showtimes");
        assertEquals(first, ofNewer.at("/0/id").asLong());
    }

    @Test
    void a_title_has_at_most_a_hundred_showtimes() {
        var title = unique("Everlasting");
        long movie = service.addMovie(title, 1);
        long studio = service.addStudio();
        for (int i = 0; i < 101; i++)
            service.addShowtime(movie, studio, inDays(8).plusSeconds(60 * i));
        assertEquals(100, byTitle(title).data().size());
        assertEquals(101, service.get("/movies/" + movie + "/showtimes").size());
    }

    @Test
    void a_title_that_no_movie_has_is_a_404_and_a_movie_without_showtimes_is_not() {
        var title = unique("Nowhere");
        byTitle(title).expect(404, "movie-not-found");
        long movie = service.addMovie(title, 90);
        byTitle(title).expect(200);
        assertEquals(0, byTitle(title).data().size());
        service.customer.get("/movies/" + movie + "/showtimes").expect(200);
    }

    @Test
    void a_showtime_or_studio_that_is_not_there_is_told() {
        service.customer.get("/showtimes/999999").expect(404, "showtime-not-found");
        service.admin.delete("/showtimes/999999").expect(404, "showtime-not-found");
        add(service.addMovie(unique("Homeless"), 90), 999_999, inDays(9)).expectFaults("studio_id:unknown");
    }
}
