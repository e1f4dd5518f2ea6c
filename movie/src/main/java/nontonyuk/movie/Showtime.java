package nontonyuk.movie;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** One movie in one studio at one time. The {@code price} of a seat is in whole rupiah. */
record Showtime(
        Long id,
        Long movieId,
        String movieTitle,
        Studio studio,
        Instant startsAt,
        Instant endsAt,
        Long price,
        Status status) {

    enum Status {
        SCHEDULED,
        CANCELLED
    }

    static final String COLUMNS = """
            showtimes.id AS showtime_id, showtimes.movie_id, showtimes.studio_id, showtimes.starts_at,
                showtimes.ends_at, showtimes.price, showtimes.status, movies.title, studios.name,
                studios.seat_rows, studios.seats_per_row
            """;

    static final String SELECT = "SELECT " + COLUMNS + """
            FROM showtimes
            JOIN movies ON movies.id = showtimes.movie_id
            JOIN studios ON studios.id = showtimes.studio_id
            """;

    static Showtime read(ResultSet row) throws SQLException {
        return new Showtime(
                row.getLong("showtime_id"),
                row.getLong("movie_id"),
                row.getString("title"),
                new Studio(
                        row.getLong("studio_id"),
                        row.getString("name"),
                        row.getLong("seat_rows"),
                        row.getLong("seats_per_row")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getLong("price"),
                Status.valueOf(row.getString("status")));
    }
}
