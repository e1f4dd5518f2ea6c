package nontonyuk.movie;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A room of the cinema, with rows of seats. */
record Studio(Long id, String name, Long seatRows, Long seatsPerRow) {
    static final String SELECT = """
            SELECT id, name, seat_rows, seats_per_row
            FROM studios
            """;

    static Studio read(ResultSet row) throws SQLException {
        return new Studio(
                row.getLong("id"), row.getString("name"), row.getLong("seat_rows"), row.getLong("seats_per_row"));
    }
}
