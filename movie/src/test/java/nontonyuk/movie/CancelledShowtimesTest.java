package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelledShowtimesTest {
    private TestMovie movie;
    private long film;
    private long studio;

    @BeforeEach
    void start() {
        movie = new TestMovie(0);
        film = movie.addFilm(unique("Cancelled"), 90);
        studio = movie.addStudio();
    }

    @AfterEach
    void stop() {
        movie.close();
    }

    private String cancelled() {
        var answer = movie.gateway.get("/showtimes/cancelled");
        assertEquals(200, answer.status(), answer.text());
        return answer.data().toString();
    }

    private long addCancelled(int minutesAgo) {
        return movie.database.insert(
                """
                INSERT INTO showtimes (film_id, studio_id, starts_at, ends_at, price, status)
                VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL ? MINUTE, UTC_TIMESTAMP(3), 0, 'CANCELLED')
                """,
                film,
                studio,
                minutesAgo);
    }

    @Test
    void those_that_were_cancelled_are_told_by_their_numbers_from_the_lowest() {
        assertEquals("[]", cancelled());
        long late = movie.addShowtime(film, studio, inDays(9));
        long stays = movie.addShowtime(film, studio, inDays(5));
        long soon = movie.addShowtime(film, studio, inDays(1));
        assertEquals("[]", cancelled());
        movie.admin.delete("/showtimes/" + soon);
        movie.admin.delete("/showtimes/" + late);
        assertEquals("[%d,%d]".formatted(late, soon), cancelled());
        assertEquals(
                "SCHEDULED",
                movie.customer.get("/showtimes/" + stays).data().path("status").asText());
    }

    @Test
    void they_are_told_until_a_day_after_they_would_have_started() {
        int day = 24 * 60;
        long today = addCancelled(day - 5);
        addCancelled(day + 5);
        movie.addPastShowtime(film, studio);
        assertEquals("[" + today + "]", cancelled());
    }
}
