package nontonyuk.labs.tmdb;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
    private final Catalogue catalogue;

    CatalogueTest() throws IOException {
        catalogue = Catalogue.load();
    }

    @Test
    void there_are_enough_movies_and_none_stands_twice() {
        var ids = new HashSet<Integer>();
        var titles = new HashSet<String>();
        for (var movie : catalogue.popular()) {
            assertTrue(ids.add(movie.path("id").intValue()), movie::toString);
            assertTrue(titles.add(movie.path("title").textValue()), movie::toString);
        }
        assertTrue(ids.size() >= 60, "only " + ids.size());
    }

    @Test
    void every_movie_is_complete() {
        for (var entry : catalogue.popular()) {
            var movie = catalogue.details().get(entry.path("id").intValue());
            assertFalse(text(movie, "title").isBlank());
            assertFalse(text(movie, "original_title").isBlank());
            assertTrue(text(movie, "overview").endsWith("."), movie::toString);
            int runtime = movie.path("runtime").intValue();
            assertTrue(runtime >= 40 && runtime <= 300, movie::toString);
            var released = LocalDate.parse(text(movie, "release_date"));
            assertTrue(released.isAfter(LocalDate.of(1900, 1, 1)), movie::toString);
            assertTrue(text(movie, "original_language").matches("[a-z]{2}"), movie::toString);
            var imdbId = text(movie, "imdb_id");
            assertTrue(imdbId == null || imdbId.matches("tt\\d{7,8}"), movie::toString);
            double votes = movie.path("vote_average").doubleValue();
            assertTrue(votes >= 0 && votes <= 10, movie::toString);
            assertFalse(movie.path("genres").isEmpty(), movie::toString);
            for (var genre : movie.path("genres")) assertTrue(genre.isObject(), "an unknown genre in " + movie);
        }
    }

    private static String text(JsonNode movie, String field) {
        return movie.path(field).textValue();
    }

    @Test
    void the_genres_have_the_numbers_that_tmdb_gave_them() {
        var genres = new ArrayList<String>();
        for (var genre : catalogue.genres()) genres.add(genre.path("id") + " " + text(genre, "name"));
        assertEquals("""
                28 Action, 12 Adventure, 16 Animation, 35 Comedy, 80 Crime, 99 Documentary, 18 Drama, 10751 Family, \
                14 Fantasy, 36 History, 27 Horror, 10402 Music, 9648 Mystery, 10749 Romance, 878 Science Fiction, \
                10770 TV Movie, 53 Thriller, 10752 War, 37 Western""", String.join(", ", genres));
    }
}
