package nontonyuk.movie;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** A movie as it is stored and as it is told; {@code duration} is in minutes. */
record Movie(Long id, Long tmdbId, String title, String genre, Long duration, String overview, LocalDate releaseDate) {

    /** The same movie together with the showtimes that are still to come. */
    record WithSchedule(@JsonUnwrapped Movie movie, List<Showtime> schedule) {}

    static final String SELECT = """
            SELECT id, tmdb_id, title, genre, duration, overview, release_date
            FROM movies
            """;

    static Movie read(ResultSet row) throws SQLException {
        return new Movie(
                row.getLong("id"),
                row.getObject("tmdb_id", Long.class),
                row.getString("title"),
                row.getString("genre"),
                row.getLong("duration"),
                row.getString("overview"),
                row.getObject("release_date", LocalDate.class));
    }
}
