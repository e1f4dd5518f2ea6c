package nontonyuk.movie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request runs a fixed number of statements. */
class StatementsTest {
    private final TestDatabase place = TestDatabase.create("movie");

    @AutoClose
    private final TestMovie service = new TestMovie(place, 0);

    @ParameterizedTest
    @CsvSource(textBlock = """
            /movies,                          1
            /movies?q=a&genre=Drama,          1
            /movies?per_page=1&page=2,        1
            /movies?page=99,                  2
            /movies?q=there-is-none,          1
            /movies/{movie},                  1
            /movies/{movie}/showtimes,        1
            /showtimes?title=Alien,           1
            /showtimes/{showtime},            1
            /studios,                         1
            """)
    void a_request_runs_a_fixed_number_of_statements(String path, int expected) {
        long movie = service.addMovie("Alien", 90);
        service.addMovie("Brazil", 90);
        long showtime = service.addShowtime(movie, service.addStudio(), TestMovie.inDays(2));
        var request = path.replace("{movie}", "" + movie).replace("{showtime}", "" + showtime);
        var statements = TestDatabase.statements(place.user(), () -> service.get(request));
        assertEquals(expected, statements.size(), String.join("\n", statements));
    }
}
