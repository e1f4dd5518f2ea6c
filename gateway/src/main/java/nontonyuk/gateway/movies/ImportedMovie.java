package nontonyuk.gateway.movies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A movie in the form that the movie service accepts. It cuts or replaces each odd value of TheMovieDB: otherwise one
 * movie makes the movie service refuse all ten of a batch.
 */
record ImportedMovie(long tmdbId, String title, String genre, int duration, String overview, LocalDate releaseDate) {
    private static final int MAX_NAME = 200;
    private static final int MAX_OVERVIEW = 2000;
    private static final int MAX_MINUTES = 600;

    /** The movie, or nothing if it has no title or no possible running time. */
    static Optional<ImportedMovie> of(
            long tmdbId, String title, String genre, int minutes, String overview, String releaseDate) {
        var name = line(title);
        if (name.isEmpty() || minutes < 1 || minutes > MAX_MINUTES) return Optional.empty();
        var genres = line(genre);
        return Optional.of(new ImportedMovie(
                tmdbId,
                name,
                genres.isEmpty() ? "Unknown" : genres,
                minutes,
                cleaned(overview == null ? "" : overview, MAX_OVERVIEW),
                date(releaseDate)));
    }

    /** The text on one line, cut to the length of a title. */
    static String line(String text) {
        return cleaned(text.replace('\n', ' '), MAX_NAME);
    }

    /** The text without control characters and unpaired surrogates, of at most {@code max} characters. */
    private static String cleaned(String text, int max) {
        var letters = text.codePoints().map(c -> isPrintable(c) ? c : ' ').toArray();
        var clean = new String(letters, 0, letters.length).strip();
        if (clean.codePointCount(0, clean.length()) <= max) return clean;
        return clean.substring(0, clean.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static boolean isPrintable(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == '\n' || (type != Character.CONTROL && type != Character.SURROGATE);
    }

    /** The movie service accepts the years 1800 to 2199. TheMovieDB sends an empty text for an unknown date. */
    private static LocalDate date(String text) {
        if (text == null || !text.matches("(1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null; // such as February 30
        }
    }
}
