package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static nontonyuk.movie.TestMovie.quoted;
import static nontonyuk.movie.TestMovie.showtime;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.*;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

class MoviesTest {
    @AutoClose
    private static final TestMovie service = new TestMovie();

    private static Answer search(String query) {
        return service.customer.get("/movies?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> titles(Answer answer) {
        return answer.expect(200).data().findValuesAsText("title");
    }

    private static void add(String title, String genre) {
        var json = "{'title': '%s', 'genre': '%s', 'duration': 100}".formatted(title, genre);
        service.post("/movies", json).expect(201);
    }

    @Test
    void a_movie_is_added_and_found() {
        var added = service.post("/movies", "{'title': ' Laskar Pelangi ', 'genre': 'Drama', 'duration': 124}")
                .expect(201);
        assertEquals("Movie created", added.json().path("message").asText());
        var location = added.header("Location");
        assertEquals("/movies/" + added.data().path("id").asLong(), location);
        var found = service.customer.get(location).expect(200);
        var expected = "{'id':%s,'tmdb_id':null,'title':'Laskar Pelangi','genre':'Drama','duration':124,"
                + "'overview':null,'release_date':null,'by_hand':true,'schedule':[]}";
        assertEquals(quoted(expected.formatted(added.field("id"))), found.data().toString());
        assertEquals(found.data(), added.data());
    }

    @Test
    void a_movie_is_added_with_its_showtimes() {
        long studio = service.addStudio();
        var title = unique("Ngeri-Ngeri Sedap");
        var showtimes = showtime(studio, inDays(2)) + ", " + showtime(studio, inDays(1));
        var json = "{'title': '%s', 'genre': 'Drama', 'duration': 90, 'schedule': [%s]}".formatted(title, showtimes);
        var added = service.post("/movies", json).expect(201);
        var schedule = added.data().path("schedule");
        assertEquals(2, schedule.size());
        assertEquals(inDays(1).toString(), schedule.path(0).path("starts_at").asText());
        assertEquals(inDays(2).toString(), schedule.path(1).path("starts_at").asText());
        assertEquals(45_000, schedule.path(0).path("price").asLong());
    }

    @Test
    void a_movie_with_a_bad_showtime_is_not_stored_at_all() {
        long studio = service.addStudio();
        var title = unique("Half a movie");
        var movie = "{'title': '" + title + "', 'genre': 'Drama', 'duration': 90, 'schedule': [";
        var good = showtime(studio, inDays(3));

        service.post("/movies", movie + good + "," + good + "]}").expect(409, "studio-busy");

        var nowhere = showtime(999_999, inDays(3));
        service.post("/movies", movie + good + "," + nowhere + "]}").expectFaults("schedule[1].studio_id:unknown");

        assertEquals(List.of(), titles(search("q=" + encoded(title))));
        var onlyMovie = service.addMovie(unique("Tenant"), 90);
        service.addShowtime(onlyMovie, studio, inDays(3)); // succeeds, so the slot is free
    }

    @Test
    void a_search_finds_part_of_a_title_and_puts_the_very_title_first() {
        add("Alien Zwei", "Horror");
        add("Zzz Alien", "Horror");
        add("ALIEN", "Horror");
        assertEquals(List.of("ALIEN", "Alien Zwei", "Zzz Alien"), titles(search("q=alien")));
        assertEquals(List.of("ALIEN", "Alien Zwei", "Zzz Alien"), titles(search("q=+alien+")));
    }

    @Test
    void what_stands_for_anything_in_sql_stands_for_itself_in_a_search() {
        add("100% Wolf", "Animation");
        add("100 Wolves", "Animation");
        add("Snake_Eyes!", "Action");
        add("Snake Eyes", "Action");
        assertEquals(List.of("100% Wolf"), titles(search("q=" + encoded("100%"))));
        assertEquals(List.of("Snake_Eyes!"), titles(search("q=" + encoded("snake_e"))));
        assertEquals(List.of("Snake_Eyes!"), titles(search("q=" + encoded("eyes!"))));
        assertEquals(List.of(), titles(search("q=" + encoded("' OR 1=1 -- "))));
    }

    @Test
    void a_genre_is_matched_as_a_whole_and_in_any_case() {
        var word = unique("Science");
        add(word + " A", "Action, Science Fiction");
        add(word + " B", "Fiction");
        add(word + " C", "science fiction");
        var query = "q=" + encoded(word) + "&genre=";
        assertEquals(List.of(word + " A", word + " C"), titles(search(query + "Science+Fiction")));
        assertEquals(List.of(word + " B"), titles(search(query + "FICTION")));
        assertEquals(List.of(word + " A"), titles(search(query + "action")));
        assertEquals(List.of(), titles(search(query + "Science")));
        assertEquals(List.of(), titles(search(query + encoded("Action, Science Fiction"))));
        assertEquals(1, search(query + "action").json().at("/meta/total").asInt());
    }

    @Test
    void a_list_comes_in_pages() {
        var word = unique("Page");
        for (var letter : List.of("A", "B", "C")) add(word + " " + letter, "Drama");
        var query = "q=" + encoded(word) + "&per_page=2&page=";
        var first = search(query + 1);
        assertEquals(List.of(word + " A", word + " B"), titles(first));
        var meta = first.json().path("meta").toString();
        assertEquals(quoted("{'page':1,'per_page':2,'total':3}"), meta);
        assertEquals(List.of(word + " C"), titles(search(query + 2)));
        assertEquals(List.of(), titles(search(query + 3)));
        assertEquals(3, search(query + 3).json().at("/meta/total").asInt());
    }

    @Test
    void a_movie_is_changed_but_its_showtimes_stay_as_they_are() {
        long movie = service.addMovie(unique("Too Short"), 90);
        long showtime = service.addShowtime(movie, service.addStudio(), inDays(4));
        var before = service.get("/showtimes/" + showtime).path("ends_at");
        var shorter = "{'title': 'Long', 'genre': 'Epic', 'duration': 200}";
        var json = shorter.replace("}", ", 'overview': 'Hours.', 'release_date': '2026-01-31'}");

        var changed = service.put("/movies/" + movie, json).expect(200);
        assertEquals(changed.data(), service.get("/movies/" + movie));
        assertEquals("Long", changed.field("title"));
        assertEquals("Epic", changed.field("genre"));
        assertEquals(200, changed.data().path("duration").asInt());
        assertEquals("Hours.", changed.field("overview"));
        assertEquals("2026-01-31", changed.field("release_date"));
        assertEquals(before, changed.data().at("/schedule/0/ends_at"));

        service.put("/movies/" + movie, json).expect(200);
        var emptied = service.put("/movies/" + movie, shorter).data();
        assertTrue(emptied.path("overview").isNull());
        assertTrue(emptied.path("release_date").isNull());
    }

    @Test
    void a_movie_with_upcoming_showtimes_is_not_removed_until_they_are_cancelled() {
        long movie = service.addMovie(unique("Stay"), 90);
        long studio = service.addStudio();
        long upcoming = service.addShowtime(movie, studio, inDays(5));
        long past = service.addPastShowtime(movie, studio);
        service.admin.delete("/movies/" + movie).expect(409, "movie-has-showtimes");
        service.customer.get("/showtimes/" + past).expect(200);

        service.admin.delete("/showtimes/" + upcoming).expect(204);
        service.admin.delete("/movies/" + movie).expect(204);
        service.customer.get("/movies/" + movie).expect(404, "movie-not-found");
        service.customer.get("/showtimes/" + past).expect(404, "showtime-not-found");
        service.admin.delete("/movies/" + movie).expect(404, "movie-not-found");
    }

    @Test
    void a_movie_that_is_running_is_not_removed_until_it_is_over() {
        long movie = service.addMovie(unique("Running"), 90);
        long showtime = service.addPastShowtime(movie, service.addStudio());
        var moveEnd = "UPDATE showtimes SET ends_at = ends_at + INTERVAL ? MINUTE WHERE id = ?";
        service.database.update(moveEnd, 30, showtime);
        service.admin.delete("/movies/" + movie).expect(409, "movie-has-showtimes");
        service.database.update(moveEnd, -30, showtime);
        service.admin.delete("/movies/" + movie).expect(204);
    }

    @Test
    void a_movie_that_is_not_there_is_a_404() {
        var path = "/movies/999999";
        service.customer.get(path).expect(404, "movie-not-found");
        service.customer.get(path + "/showtimes").expect(404, "movie-not-found");
        service.put(path, "{'title': 'A', 'genre': 'B', 'duration': 1}").expect(404, "movie-not-found");
        service.admin.delete(path).expect(404, "movie-not-found");
        service.post(path + "/showtimes", showtime(1, inDays(6))).expect(404, "movie-not-found");
    }
}
