package nontonyuk.labs.tmdb;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
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
            assertTrue(ids.add(movie.id()), movie.title());
            assertTrue(titles.add(movie.title()), movie.title());
        }
        assertTrue(ids.size() >= 60, "only " + ids.size());
    }

    @Test
    void every_movie_is_complete() {
        for (var entry : catalogue.popular()) {
            var movie = catalogue.details(entry.id()).orElseThrow();
            assertFalse(movie.title().isBlank());
            assertFalse(movie.originalTitle().isBlank());
            assertTrue(movie.overview().endsWith("."), movie.title());
            assertTrue(movie.runtime() >= 40 && movie.runtime() <= 300, movie.title());
            assertTrue(LocalDate.parse(movie.releaseDate()).isAfter(LocalDate.of(1900, 1, 1)), movie.title());
            assertTrue(movie.originalLanguage().matches("[a-z]{2}"), movie.title());
            assertTrue(movie.imdbId() == null || movie.imdbId().matches("tt\\d{7,8}"), movie.title());
            assertTrue(movie.voteAverage() >= 0 && movie.voteAverage() <= 10, movie.title());
            assertFalse(movie.genres().isEmpty(), movie.title());
            assertFalse(movie.genres().contains(null), "a genre of " + movie.title() + " is not in the list");
        }
    }

    @Test
    void the_genres_have_the_numbers_that_tmdb_gave_them() {
        assertEquals(
                Map.ofEntries(
                        Map.entry(28, "Action"),
                        Map.entry(12, "Adventure"),
                        Map.entry(16, "Animation"),
                        Map.entry(35, "Comedy"),
                        Map.entry(80, "Crime"),
                        Map.entry(99, "Documentary"),
                        Map.entry(18, "Drama"),
                        Map.entry(10751, "Family"),
                        Map.entry(14, "Fantasy"),
                        Map.entry(36, "History"),
                        Map.entry(27, "Horror"),
                        Map.entry(10402, "Music"),
                        Map.entry(9648, "Mystery"),
                        Map.entry(10749, "Romance"),
                        Map.entry(878, "Science Fiction"),
                        Map.entry(10770, "TV Movie"),
                        Map.entry(53, "Thriller"),
                        Map.entry(10752, "War"),
                        Map.entry(37, "Western")),
                catalogue.genres().stream().collect(Collectors.toMap(Movie.Genre::id, Movie.Genre::name)));
    }
}
