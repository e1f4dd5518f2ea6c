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
    void they_are_told_although_their_film_is_gone() {
        long showtime = movie.addShowtime(film, studio, inDays(1));
        movie.admin.delete("/showtimes/" + showtime);
        assertEquals(204, movie.admin.delete("/movies/" + film).status());
        assertEquals("[" + showtime + "]", cancelled());
    }

    @Test
    void they_are_told_until_a_month_after_they_would_have_started() {
        long showtime = movie.addShowtime(film, studio, inDays(1));
        movie.admin.delete("/showtimes/" + showtime);
        letHaveStarted("29 DAY");
        assertEquals("[" + showtime + "]", cancelled());
        letHaveStarted("31 DAY");
        assertEquals("[]", cancelled());
    }

    private void letHaveStarted(String ago) {
        movie.database.update("UPDATE cancellations SET starts_at = UTC_TIMESTAMP(3) - INTERVAL " + ago);
    }
}
