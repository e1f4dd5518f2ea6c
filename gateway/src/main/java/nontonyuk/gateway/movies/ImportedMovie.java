package nontonyuk.gateway.movies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A movie as movie takes it. Whatever TheMovieDB has put into a field, it is within movie's limits here, so that one
 * odd movie doesn't keep out the nine that are sent with it.
 */
record ImportedMovie(long tmdbId, String title, String genre, int duration, String overview, LocalDate releaseDate) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_OVERVIEW = 2000;
    private static final int LONGEST_MOVIE_MINUTES = 600;

    /** The movie, or nothing where it has no title or no running time that can be true. */
    static Optional<ImportedMovie> of(
            long tmdbId, String title, String genre, int minutes, String overview, String releaseDate) {
        var name = line(title);
        if (name.isEmpty() || minutes < 1 || minutes > LONGEST_MOVIE_MINUTES) return Optional.empty();
        var genres = line(genre);
        return Optional.of(new ImportedMovie(
                tmdbId,
                name,
                genres.isEmpty() ? "Unknown" : genres,
                minutes,
                cleaned(overview == null ? "" : overview, LONGEST_OVERVIEW),
                date(releaseDate)));
    }

    private static String line(String text) {
        return cleaned(text.replace('\n', ' '), LONGEST_NAME);
    }

    /** Without control characters and halves of characters, and cut where it is too long. */
    private static String cleaned(String text, int most) {
        var letters = text.codePoints().map(c -> isPrintable(c) ? c : ' ').toArray();
        var clean = new String(letters, 0, letters.length).strip();
        if (clean.codePointCount(0, clean.length()) <= most) return clean;
        return clean.substring(0, clean.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static boolean isPrintable(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == '\n' || (type != Character.CONTROL && type != Character.SURROGATE);
    }

    /** TheMovieDB gives an empty text where it doesn't know; movie takes 1800 to 2199. */
    private static LocalDate date(String text) {
        try {
            if (text != null && text.matches("(1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")) return LocalDate.parse(text);
        } catch (DateTimeException e) {
            // A day that there isn't counts as unknown.
        }
        return null;
    }
}
