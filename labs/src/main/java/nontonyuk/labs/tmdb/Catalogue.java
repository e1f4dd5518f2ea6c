package nontonyuk.labs.tmdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.problem.Json;

/** The movies and genres of {@code movies.json}, the most popular movie first. */
final class Catalogue {
    private static final int NOW_PLAYING = 30;

    private final List<Movie.Genre> genres;
    private final List<Movie.Entry> popular = new ArrayList<>();
    private final Map<Integer, Movie.Details> details = new HashMap<>();
    private final List<Movie.Entry> nowPlaying;
    private final Dates dates;

    private Catalogue(Contents file) {
        genres = file.genres();
        var genresById = new HashMap<Integer, Movie.Genre>();
        for (var genre : genres) genresById.put(genre.id(), genre);
        for (var movie : file.movies()) {
            double popularity = popularity(popular.size());
            popular.add(movie.entry(popularity));
            details.put(movie.id(), movie.details(popularity, genresById));
        }
        // The newest movies stand for those now playing.
        var newest = popular.stream()
                .sorted(Comparator.comparing(Movie.Entry::releaseDate).reversed())
                .limit(NOW_PLAYING)
                .toList();
        nowPlaying = popular.stream().filter(newest::contains).toList();
        dates = new Dates(
                newest.get(0).releaseDate(), newest.get(newest.size() - 1).releaseDate());
    }

    static Catalogue load() throws IOException {
        try (var file = Catalogue.class.getResourceAsStream("movies.json")) {
            return new Catalogue(Json.readLenient(file.readAllBytes(), Contents.class));
        }
    }

    /** The real figures change by the hour; these only keep the order of the file. */
    private static double popularity(int place) {
        return Math.round(1_000_000.0 / (place + 4)) / 1_000.0;
    }

    List<Movie.Genre> genres() {
        return genres;
    }

    List<Movie.Entry> popular() {
        return popular;
    }

    List<Movie.Entry> nowPlaying() {
        return nowPlaying;
    }

    Dates dates() {
        return dates;
    }

    Optional<Movie.Details> details(int id) {
        return Optional.ofNullable(details.get(id));
    }

    /** The first and the last release date among the movies now playing. */
    record Dates(String maximum, String minimum) {}

    private record Contents(List<Movie.Genre> genres, List<Movie> movies) {}
}
