package nontonyuk.movie;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** A film as it is stored and as it is told; {@code duration} is in minutes. */
record Film(Long id, Long tmdbId, String title, String genre, Long duration, String overview, LocalDate releaseDate) {

    /** The same film together with the showtimes that are still to come. */
    record WithSchedule(@JsonUnwrapped Film film, List<Showtime> schedule) {}

    static final String SELECT = """
            SELECT id, tmdb_id, title, genre, duration, overview, release_date
            FROM films
            """;

    static Film read(ResultSet row) throws SQLException {
        return new Film(
                row.getLong("id"),
                row.getObject("tmdb_id", Long.class),
                row.getString("title"),
                row.getString("genre"),
                row.getLong("duration"),
                row.getString("overview"),
                row.getObject("release_date", LocalDate.class));
    }
}
