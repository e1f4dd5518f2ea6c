package nontonyuk.gateway.movies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nontonyuk.common.problem.Json;

/** The popular movies of TheMovieDB. It joins three lists: the movies, the names of genres, and the running times. */
final class PopularMovies {
    private static final int MAX_CACHED = 10_000;

    private record Entry(long id, String title, String overview, String releaseDate, List<Long> genreIds) {}

    /** The movies to import; {@code skipped} counts the movies that lack something. */
    record Found(List<ImportedMovie> movies, int skipped) {}

    private final Tmdb tmdb;
    private final int pages;
    private final Map<Long, Integer> runningTimes = new HashMap<>();

    PopularMovies(Tmdb tmdb, int pages) {
        this.tmdb = tmdb;
        this.pages = pages;
    }

    Found find() {
        tmdb.begin();
        var genres = tmdb.genres();
        // The id finds a movie that is on two pages: the list may change between two calls.
        var movies = new LinkedHashMap<Long, ImportedMovie>();
        int skipped = 0;
        for (int page = 1; page <= pages; page++) {
            for (var entry : tmdb.popular(page)) {
                var movie = movie(entry, genres);
                if (movie.isEmpty()) skipped++;
                movie.ifPresent(found -> movies.put(found.tmdbId(), found));
            }
        }
        return new Found(new ArrayList<>(movies.values()), skipped);
    }

    private Optional<ImportedMovie> movie(JsonNode node, Map<Long, String> genres) {
        var entry = read(node);
        if (entry == null || entry.id() < 1 || entry.title() == null) return Optional.empty();
        var genre = names(entry.genreIds(), genres);
        int minutes = runningTime(entry.id());
        return ImportedMovie.of(entry.id(), entry.title(), genre, minutes, entry.overview(), entry.releaseDate());
    }

    /** The entry, or null: one unreadable movie must not stop the import of the others. */
    private static Entry read(JsonNode node) {
        try {
            return Json.convert(node, Entry.class);
        } catch (IOException e) {
            return null;
        }
    }

    private static String names(List<Long> genreIds, Map<Long, String> genres) {
        if (genreIds == null) return "";
        return genreIds.stream().map(genres::get).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }

    /** Cached, because each running time costs one call and rarely changes. */
    private int runningTime(long movieId) {
        var cached = runningTimes.get(movieId);
        if (cached != null) return cached;
        int minutes = tmdb.runningTime(movieId);
        if (runningTimes.size() >= MAX_CACHED) runningTimes.clear();
        if (minutes > 0) runningTimes.put(movieId, minutes);
        return minutes;
    }
}
