package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.stream.Stream;
import nontonyuk.labs.check.Trial;

/** A movie with one showtime. SQL stores both, so no route of the service takes part. */
record StoredMovie(long id, long showtime, String title) {
    private static final int MINUTES = 120;

    static StoredMovie drawn(Trial trial) {
        var movie = drawn(trial, MINUTES);
        trial.bench().services().sql("movie", """
                INSERT IGNORE INTO showtimes
                    (id, movie_id, studio_id, starts_at, ends_at, price, status)
                VALUES
                    (%d, %d, 1, UTC_TIMESTAMP(3) + INTERVAL 1 DAY, UTC_TIMESTAMP(3) + INTERVAL 2 DAY, 50000, 'SCHEDULED')
                """.formatted(movie.showtime, movie.id));
        return movie;
    }

    /** A movie of this length, without a showtime. */
    static StoredMovie drawn(Trial trial, int minutes) {
        int id = trial.names().number(1_000, 1_000_000);
        var movie = new StoredMovie(id, id + 2_000_000L, trial.names().title());
        trial.bench().services().sql("movie", """
                INSERT IGNORE INTO movies
                    (id, title, genre, duration, created_at, updated_at)
                VALUES
                    (%d, '%s', 'Drama', %d, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """.formatted(movie.id, movie.title, minutes));
        return movie;
    }

    /** The paths of the patterns. */
    List<String> paths(String... patterns) {
        return Stream.of(patterns).map(this::path).toList();
    }

    /** Puts the movie's values in place of SHOWTIME, ID, ENCODED (percent-encoded once) and TWICE. */
    String path(String pattern) {
        return pattern.replace("SHOWTIME", "" + showtime)
                .replace("ENCODED", encoded("%3"))
                .replace("TWICE", encoded("%253"))
                .replace("ID", "" + id);
    }

    /** The digits of the id as bytes: 17 becomes %31%37. */
    private String encoded(String before) {
        return ("" + id).replaceAll("[0-9]", before + "$0");
    }

    String json() {
        return "{\"title\": \"" + title + "\", \"genre\": \"Drama\", \"duration\": " + MINUTES + "}";
    }
}
