package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.inDays;
import static nontonyuk.movie.TestMovie.showtime;
import static nontonyuk.movie.TestMovie.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import nontonyuk.common.TestClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that really meet: each waits in the database for what a transaction here holds. */
class RacesTest {
    private static TestMovie movie;

    @BeforeAll
    static void start() {
        movie = new TestMovie(0);
    }

    @AfterAll
    static void stop() {
        movie.close();
    }

    @Test
    void of_twenty_showtimes_at_once_in_one_slot_one_is_made() {
        long studio = movie.addStudio();
        var films = new ArrayList<Long>(); // a film each, or the film's lock would decide it
        for (int i = 0; i < 20; i++) films.add(movie.addFilm(unique("Premiere"), 120));
        var threads = Executors.newFixedThreadPool(20);
        var calls = movie.database.transaction(transaction -> {
            transaction.update("UPDATE studios SET schedule_version = 1000 WHERE id = ?", studio);
            var twenty = films.stream()
                    .map(film -> "/movies/" + film + "/showtimes")
                    .map(path -> later(threads, path, studio))
                    .collect(Collectors.toList());
            movie.awaitStuck(20, twenty.get(0));
            return twenty;
        });
        threads.shutdown();
        var answers = calls.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Answer::problem, Collectors.counting()));
        assertEquals(Map.of("", 1L, "studio-busy", 19L), answers);
    }

    private static CompletableFuture<Answer> later(Executor threads, String path, long studio) {
        return CompletableFuture.supplyAsync(() -> movie.admin.post(path, showtime(studio, inDays(1))), threads);
    }

    @Test
    void a_film_that_is_just_getting_a_showtime_is_not_removed() {
        long film = movie.addFilm(unique("Just now"), 90);
        var showtime = new NewShowtime(movie.addStudio(), inDays(1), 45_000L);
        var removal = movie.database.transaction(transaction -> {
            Timetable.add(transaction, film, showtime, "studio_id");
            var call = CompletableFuture.supplyAsync(() -> movie.admin.delete("/movies/" + film));
            movie.awaitStuck(1, call);
            return call;
        });
        assertEquals("film-has-showtimes", removal.join().problem());
        assertEquals(
                1, movie.customer.get("/movies/" + film + "/showtimes").data().size());
    }

    @Test
    void a_film_that_is_just_being_removed_gets_no_showtime() {
        long film = movie.addFilm(unique("Just gone"), 90);
        long studio = movie.addStudio();
        var addition = movie.database.transaction(transaction -> {
            Timetable.lockFilm(transaction, film);
            transaction.update("DELETE FROM films WHERE id = ?", film);
            var path = "/movies/" + film + "/showtimes";
            var call = later(ForkJoinPool.commonPool(), path, studio);
            movie.awaitStuck(1, call);
            return call;
        });
        assertEquals(404, addition.join().status());
        assertEquals("movie-not-found", addition.join().problem());
    }
}
