package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.*;

class CancelledShowtimesTest {
    @AutoClose
    private final TestMovie service = new TestMovie();

    private long movie;
    private long studio;

    @BeforeEach
    void start() {
        movie = service.addMovie(unique("Cancelled"), 90);
        studio = service.addStudio();
    }

    private String cancelled() {
        var answer = service.gateway.get("/showtimes/cancelled").expect(200);
        return answer.data().toString();
    }

    @Test
    void those_that_were_cancelled_are_told_by_their_numbers_from_the_lowest() {
        assertEquals("[]", cancelled());
        long late = service.addShowtime(movie, studio, inDays(9));
        long stays = service.addShowtime(movie, studio, inDays(5));
        long soon = service.addShowtime(movie, studio, inDays(1));
        assertEquals("[]", cancelled());
        service.admin.delete("/showtimes/" + soon);
        service.admin.delete("/showtimes/" + late);
        assertEquals("[%d,%d]".formatted(late, soon), cancelled());
        assertEquals("SCHEDULED", service.customer.get("/showtimes/" + stays).field("status"));
    }

    @Test
    void they_are_told_although_their_movie_is_gone() {
        long showtime = service.addShowtime(movie, studio, inDays(1));
        service.admin.delete("/showtimes/" + showtime);
        service.admin.delete("/movies/" + movie).expect(204);
        assertEquals("[" + showtime + "]", cancelled());
    }

    @Test
    void they_are_told_until_a_month_after_they_would_have_started() {
        long showtime = service.addShowtime(movie, studio, inDays(1));
        service.admin.delete("/showtimes/" + showtime);
        setStart("29 DAY");
        assertEquals("[" + showtime + "]", cancelled());
        setStart("31 DAY");
        assertEquals("[]", cancelled());
    }

    private void setStart(String ago) {
        service.database.update("UPDATE cancellations SET starts_at = UTC_TIMESTAMP(3) - INTERVAL " + ago);
    }
}
