package nontonyuk.movie;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import nontonyuk.common.sql.SqlFailure;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code 004_movies.sql} on a database that has data in the table films. */
class RenameTest {
    private static final List<String> OLD_FILES = List.of("001_movie.sql", "002_studios.sql", "003_cancellations.sql");
    private static final String RENAME = "004_movies.sql";

    private final TestDatabase database = TestDatabase.create("movie");

    private static List<String> statements(String file) throws IOException {
        try (var stream = MovieService.class.getResourceAsStream("/sql/movie/" + file)) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split(";\\s*(\\R|$)"));
        }
    }

    private void execute(List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    /** A database as the three old files left it, with a movie and a showtime. */
    private void createOld() throws SQLException, IOException {
        execute(List.of("CREATE TABLE schema_files (name VARCHAR(100) PRIMARY KEY)"));
        for (var file : OLD_FILES) {
            execute(statements(file));
            execute(List.of("INSERT INTO schema_files (name) VALUES ('" + file + "')"));
        }
        execute(List.of("""
                INSERT INTO films (id, tmdb_id, title, genre, duration, created_at, updated_at)
                VALUES (7, 949, 'Heat', 'Crime', 170, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)),
                    (8, NULL, 'Ours', 'Crime', 90, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))""", """
                INSERT INTO showtimes (film_id, studio_id, starts_at, ends_at, price, status)
                VALUES (7, 2, '2099-01-01 10:00', '2099-01-01 12:50', 50000, 'SCHEDULED')"""));
    }

    static IntStream crashPoints() throws IOException {
        return IntStream.rangeClosed(0, statements(RENAME).size());
    }

    @ParameterizedTest
    @MethodSource("crashPoints")
    void movies_and_showtimes_survive_it_also_after_a_crash_and_when_it_is_repeated(int executed) throws Exception {
        createOld();
        execute(statements(RENAME).subList(0, executed));
        for (int start = 1; start <= 2; start++) {
            try (var service = new TestMovie(database, 0)) {
                assertEquals(949, service.get("/movies").at("/0/tmdb_id").asLong());
                assertEquals(List.of("false", "true"), service.get("/movies").findValuesAsText("by_hand"));
                var showtimes = service.get("/movies/7/showtimes");
                assertEquals(1, showtimes.size());
                assertEquals("Heat", showtimes.at("/0/movie_title").asText());
                assertEquals(7, service.get("/showtimes/1").path("movie_id").asLong());
                assertThrows(SqlFailure.class, () -> service.database.update("DELETE FROM movies")); // a foreign key
                assertEquals(1, service.database.update("DELETE FROM schema_files WHERE name = ?", RENAME));
            }
        }
    }
}
