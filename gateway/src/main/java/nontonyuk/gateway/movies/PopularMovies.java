package nontonyuk.gateway.movies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/** The popular movies of TheMovieDB. It joins three lists: the movies, the names of genres, and the running times. */
final class PopularMovies {
    private static final int MAX_CACHED = 10_000;

    private record Entry(long id, String title, String overview, String releaseDate, List<Long> genreIds) {}

    /** The movies to import, and those that are missing. */
    record Found(List<ImportedMovie> movies, LeftOut leftOut) {}

    private final Tmdb tmdb;
    private final int pages;
    private final Map<Long, Integer> runningTimes = new HashMap<>();
    private Set<Long> failedBefore = Set.of();

    PopularMovies(Tmdb tmdb, int pages) {
        this.tmdb = tmdb;
        this.pages = pages;
    }

    /** Throws a {@link Problem} if a failure leaves no movie to import. */
    Found find() {
        tmdb.begin();
        var genres = tmdb.genres();
        var leftOut = new LeftOut();
        var movies = new ArrayList<ImportedMovie>();
        var entries = entries(leftOut);
        // The movies that failed before come last, so that late ones do not keep out the others for ever.
        entries.sort(Comparator.comparing(entry -> failedBefore.contains(entry.id())));
        for (var entry : entries) {
            var minutes = Optional.ofNullable(runningTimes.get(entry.id()))
                    .or(() -> leftOut.attempt(entry.id(), entry.title(), () -> runningTime(entry.id())));
            if (minutes.isEmpty()) continue;
            var genre = names(entry.genreIds(), genres);
            ImportedMovie.of(entry.id(), entry.title(), genre, minutes.get(), entry.overview(), entry.releaseDate())
                    .ifPresentOrElse(
                            movies::add,
                            () -> leftOut.lacking(entry.id(), entry.title(), "It has no title or no running time."));
        }
        failedBefore = leftOut.failedIds();
        if (movies.isEmpty() && leftOut.failure().isPresent())
            throw leftOut.failure().get();
        return new Found(movies, leftOut);
    }

    /** The entries of all pages, each once: the list may change between two calls, and then a movie is on two pages. */
    private List<Entry> entries(LeftOut leftOut) {
        var entries = new LinkedHashMap<Long, Entry>();
        for (int page = 1; page <= pages; page++) {
            int number = page;
            var nodes = leftOut.attempt(null, "page " + page, () -> tmdb.popular(number));
            for (var node : nodes.orElse(List.of())) {
                var entry = read(node);
                if (entry == null || entry.id() < 1 || entry.title() == null)
                    leftOut.lacking(null, "one on page " + page, "It has no number or no title.");
                else entries.putIfAbsent(entry.id(), entry);
            }
        }
        return new ArrayList<>(entries.values());
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

    /** Cached, since each running time costs one call and rarely changes. */
    private int runningTime(long movieId) {
        int minutes = tmdb.runningTime(movieId);
        if (runningTimes.size() >= MAX_CACHED) runningTimes.clear();
        if (minutes > 0) runningTimes.put(movieId, minutes);
        return minutes;
    }
}
