package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.imported;
import static nontonyuk.movie.TestMovie.quoted;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.*;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

class ImportsTest {
    @AutoClose
    private static final TestMovie service = new TestMovie();

    private static void assertCounts(int created, int updated, int unchanged, Answer answer) {
        assertCounts(created, updated, unchanged, 0, answer);
    }

    private static void assertCounts(int created, int updated, int unchanged, int kept, Answer answer) {
        var counts =
                "{'created':%d,'updated':%d,'unchanged':%d,'kept':%d}".formatted(created, updated, unchanged, kept);
        assertEquals(quoted(counts), answer.expect(200).data().toString());
    }

    private static Answer post(String json) {
        return service.gateway.post("/movies/import", quoted(json));
    }

    private static long someNumber() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    @Test
    void a_movie_is_imported_once_and_follows_what_changes_there() {
        var movie = "{'tmdb_id': 27205, 'title': 'Inception', 'genre': 'Action, Science Fiction', 'duration': 148, "
                + "'overview': 'A thief.', 'release_date': '2010-07-15'}";
        var other = "{'tmdb_id': 603, 'title': 'The Matrix', 'genre': 'Action', 'duration': 136}";
        var both = "{'movies': [" + movie + ", " + other + "]}";
        assertCounts(2, 0, 0, post(both));
        assertCounts(0, 0, 2, post(both));
        for (var change : new String[][] {
            {"Inception", "INCEPTION"}, // the database ignores case, an import must not
            {"Action, Science", "Adventure, Science"},
            {"148", "149"},
            {"A thief.", "Thieves."},
            {"2010-07-15", "2010-07-16"},
            {", 'overview': 'Thieves.'", ""},
        }) {
            both = both.replace(change[0], change[1]);
            assertCounts(0, 1, 1, post(both));
            assertCounts(0, 0, 2, post(both));
        }
        var found = service.get("/movies?q=inception");
        assertEquals(1, found.size());
        assertEquals(27_205, found.at("/0/tmdb_id").asLong());
        assertEquals("INCEPTION", found.at("/0/title").asText());
    }

    @Test
    void an_admins_decision_outlives_the_next_import() {
        var title = unique("Edited");
        long number = someNumber();
        assertCounts(1, 0, 0, post(imported(number, title, 90)));
        var found = service.get("/movies?q=" + title.replace(" ", "+"));
        assertFalse(found.at("/0/by_hand").asBoolean());
        var path = "/movies/" + found.at("/0/id");
        var edit = quoted("{'title': 'Mine', 'genre': 'Drama', 'duration': 90}");
        var answer = service.admin.put(path, edit);
        assertEquals(
                "Movie changed; no import changes it from now on",
                answer.json().path("message").asText());
        assertEquals(number + " true", answer.field("tmdb_id") + " " + answer.field("by_hand"));
        assertCounts(0, 0, 0, 1, post(imported(number, title, 91)));
        assertEquals(
                "Mine true",
                service.customer.get(path).field("title") + " "
                        + service.customer.get(path).field("by_hand"));
        service.admin.delete(path).expect(204);
        assertCounts(0, 0, 0, 1, post(imported(number, title, 92)));
        service.customer.get(path).expect(404, "movie-not-found");
    }

    @Test
    void an_import_that_read_the_movie_before_the_admin_changed_it_does_not_overwrite_it() {
        long number = someNumber();
        post(imported(number, unique("Before"), 90));
        var movies = new Movies(service.database);
        var byNumber = Movie.SELECT + "WHERE tmdb_id = ?";
        long id = service.database
                .one(byNumber, Movie::read, number)
                .orElseThrow()
                .id();
        service.admin.put("/movies/" + id, quoted("{'title': 'Mine', 'genre': 'Drama', 'duration': 90}"));
        movies.replace(id, new Imports.ImportedMovie(number, "Theirs", "Drama", 90L, null, null), false);
        assertEquals("Mine", service.customer.get("/movies/" + id).field("title"));
    }

    @Test
    void a_hundred_movies_fit_into_one_import() {
        var first = someNumber() / 2;
        var movies = IntStream.range(0, 100)
                .mapToObj(i -> "{'tmdb_id': %d, 'title': 'Movie %d', 'genre': 'Drama', 'duration': 90}"
                        .formatted(first + i, i))
                .collect(Collectors.joining(","));
        assertCounts(100, 0, 0, post("{'movies': [" + movies + "]}"));
    }

    @Test
    void an_import_that_comes_second_takes_the_movie_of_the_first() {
        long number = someNumber();
        var movie = new Imports.ImportedMovie(number, unique("First"), "Drama", 90L, null, null);
        var movies = new Movies(service.database);
        var second = service.database.transaction(transaction -> {
            movies.insert(transaction, number, movie);
            var call = CompletableFuture.supplyAsync(() -> post(imported(number, movie.title(), 90)));
            service.awaitBlocked(1, call);
            return call;
        });
        assertCounts(0, 0, 1, second.join());
    }
}
