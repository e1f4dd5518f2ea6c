package nontonyuk.labs.tmdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.Json;

/** The films and genres of {@code films.json}, the most popular film first. */
final class Catalogue {
    private static final int NOW_PLAYING = 30;

    private final List<Film.Genre> genres;
    private final List<Film.Entry> popular = new ArrayList<>();
    private final Map<Integer, Film.Details> details = new HashMap<>();
    private final List<Film.Entry> nowPlaying;
    private final Dates dates;

    private Catalogue(Contents file) {
        genres = file.genres();
        var genresById = new HashMap<Integer, Film.Genre>();
        for (var genre : genres) genresById.put(genre.id(), genre);
        for (var film : file.films()) {
            double popularity = popularity(popular.size());
            popular.add(film.entry(popularity));
            details.put(film.id(), film.details(popularity, genresById));
        }
        // The newest films stand for those now playing.
        var newest = popular.stream()
                .sorted(Comparator.comparing(Film.Entry::releaseDate).reversed())
                .limit(NOW_PLAYING)
                .toList();
        nowPlaying = popular.stream().filter(newest::contains).toList();
        dates = new Dates(
                newest.get(0).releaseDate(), newest.get(newest.size() - 1).releaseDate());
    }

    static Catalogue load() throws IOException {
        try (var file = Catalogue.class.getResourceAsStream("films.json")) {
            return new Catalogue(Json.readLenient(file.readAllBytes(), Contents.class));
        }
    }

    /** The real figures change by the hour; these only keep the order of the file. */
    private static double popularity(int place) {
        return Math.round(1_000_000.0 / (place + 4)) / 1_000.0;
    }

    List<Film.Genre> genres() {
        return genres;
    }

    List<Film.Entry> popular() {
        return popular;
    }

    List<Film.Entry> nowPlaying() {
        return nowPlaying;
    }

    Dates dates() {
        return dates;
    }

    Optional<Film.Details> details(int id) {
        return Optional.ofNullable(details.get(id));
    }

    /** The first and the last release date among the films now playing. */
    record Dates(String maximum, String minimum) {}

    private record Contents(List<Film.Genre> genres, List<Film> films) {}
}
