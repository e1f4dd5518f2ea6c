package nontonyuk.labs.tmdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void there_are_enough_films_and_none_stands_twice() {
        var ids = new HashSet<Integer>();
        var titles = new HashSet<String>();
        for (var film : catalogue.popular()) {
            assertTrue(ids.add(film.id()), film.title());
            assertTrue(titles.add(film.title()), film.title());
        }
        assertTrue(ids.size() >= 60, "only " + ids.size());
    }

    @Test
    void every_film_is_complete() {
        for (var entry : catalogue.popular()) {
            var film = catalogue.details(entry.id()).orElseThrow();
            assertFalse(film.title().isBlank());
            assertFalse(film.originalTitle().isBlank());
            assertTrue(film.overview().endsWith("."), film.title());
            assertTrue(film.runtime() >= 40 && film.runtime() <= 300, film.title());
            assertTrue(LocalDate.parse(film.releaseDate()).isAfter(LocalDate.of(1900, 1, 1)), film.title());
            assertTrue(film.originalLanguage().matches("[a-z]{2}"), film.title());
            assertTrue(film.imdbId() == null || film.imdbId().matches("tt\\d{7,8}"), film.title());
            assertTrue(film.voteAverage() >= 0 && film.voteAverage() <= 10, film.title());
            assertFalse(film.genres().isEmpty(), film.title());
            assertFalse(film.genres().contains(null), "a genre of " + film.title() + " is not in the list");
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
                catalogue.genres().stream().collect(Collectors.toMap(Film.Genre::id, Film.Genre::name)));
    }
}
