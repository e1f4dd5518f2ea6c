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

/**
 * The popular movies of TheMovieDB as movie wants them. It takes three of its lists to make one of ours: the movies,
 * the names of their genres, and each movie's running time.
 */
public final class PopularMovies {
    private static final int MOST_REMEMBERED = 10_000;

    private record Entry(long id, String title, String overview, String releaseDate, List<Long> genreIds) {}

    /** What was found; {@code skipped} counts the movies that we can't show. */
    record Found(List<ImportedMovie> movies, int skipped) {}

    private final Tmdb tmdb;
    private final int pages;
    private final Map<Long, Integer> runningTimes = new HashMap<>();

    public PopularMovies(Tmdb tmdb, int pages) {
        this.tmdb = tmdb;
        this.pages = pages;
    }

    Found find() throws SyncFailed {
        tmdb.begin();
        var genres = tmdb.genres();
        // By id, because movies move from page to page while we read.
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

    private Optional<ImportedMovie> movie(JsonNode node, Map<Long, String> genres) throws SyncFailed {
        var entry = read(node);
        if (entry == null || entry.id() < 1 || entry.title() == null) return Optional.empty();
        return ImportedMovie.of(
                entry.id(),
                entry.title(),
                names(entry.genreIds(), genres),
                runningTime(entry.id()),
                entry.overview(),
                entry.releaseDate());
    }

    /** One movie that can't be read is no reason to lose the others. */
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

    /** Asked once for each movie: it hardly ever changes, and takes a call each. */
    private int runningTime(long movieId) throws SyncFailed {
        var remembered = runningTimes.get(movieId);
        if (remembered != null) return remembered;
        int minutes = tmdb.runningTime(movieId);
        if (runningTimes.size() >= MOST_REMEMBERED) runningTimes.clear();
        if (minutes > 0) runningTimes.put(movieId, minutes);
        return minutes;
    }
}
