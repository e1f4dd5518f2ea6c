package nontonyuk.movie;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import nontonyuk.common.problem.Problem;

/**
 * A movie: a row of the table, and the JSON of an answer. The {@code duration} is in minutes; no import changes a movie
 * {@code byHand}.
 */
record Movie(
        Long id,
        Long tmdbId,
        String title,
        String genre,
        Long duration,
        String overview,
        LocalDate releaseDate,
        boolean byHand) {
    /** A movie with its upcoming showtimes. */
    record WithSchedule(@JsonUnwrapped Movie movie, List<Showtime> schedule) {}

    static Problem notFound(long id) {
        return Problem.notFound("movie-not-found", "There is no movie " + id + ".");
    }

    static final String COLUMNS = """
            movies.id, movies.tmdb_id, movies.title, movies.genre, movies.duration, movies.overview,
                movies.release_date, movies.tmdb_id IS NULL OR movies.by_hand AS by_hand
            """;

    static final String SELECT = "SELECT " + COLUMNS + "FROM movies ";

    static Movie read(ResultSet row) throws SQLException {
        return new Movie(
                row.getLong("id"),
                row.getObject("tmdb_id", Long.class),
                row.getString("title"),
                row.getString("genre"),
                row.getLong("duration"),
                row.getString("overview"),
                row.getObject("release_date", LocalDate.class),
                row.getBoolean("by_hand"));
    }
}
