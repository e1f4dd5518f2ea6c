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
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;

/** Requests at the same moment: each waits in the database for a lock that the test holds. */
class RacesTest {
    @AutoClose
    private static final TestMovie service = TestMovie.withConnections(24);

    @Test
    void of_twenty_showtimes_at_once_in_one_slot_one_is_made() {
        long studio = service.addStudio();
        var movies = new ArrayList<Long>(); // one movie each, or they would wait for the movie's lock
        for (int i = 0; i < 20; i++) movies.add(service.addMovie(unique("Premiere"), 120));
        var threads = Executors.newFixedThreadPool(20);
        var calls = service.database.transaction(transaction -> {
            transaction.update("UPDATE studios SET schedule_version = 1000 WHERE id = ?", studio);
            var twenty =
                    movies.stream().map(movie -> later(threads, movie, studio)).toList();
            service.awaitBlocked(20, twenty.get(0));
            return twenty;
        });
        threads.shutdown();
        var answers = calls.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Answer::problem, Collectors.counting()));
        assertEquals(Map.of("", 1L, "studio-busy", 19L), answers);
    }

    private static CompletableFuture<Answer> later(Executor threads, long movie, long studio) {
        var path = "/movies/" + movie + "/showtimes";
        return CompletableFuture.supplyAsync(() -> service.post(path, showtime(studio, inDays(1))), threads);
    }

    @Test
    void a_movie_that_is_just_getting_a_showtime_is_not_removed() {
        long movie = service.addMovie(unique("Just now"), 90);
        var showtime = new Scheduling.NewShowtime(service.addStudio(), inDays(1), 45_000L);
        var removal = service.database.transaction(transaction -> {
            Scheduling.add(transaction, movie, showtime, "studio_id");
            var call = CompletableFuture.supplyAsync(() -> service.admin.delete("/movies/" + movie));
            service.awaitBlocked(1, call);
            return call;
        });
        removal.join().expect(409, "movie-has-showtimes");
        assertEquals(1, service.get("/movies/" + movie + "/showtimes").size());
    }

    @Test
    void a_movie_that_is_just_being_removed_gets_no_showtime() {
        long movie = service.addMovie(unique("Just gone"), 90);
        long studio = service.addStudio();
        var addition = service.database.transaction(transaction -> {
            Scheduling.lockMovie(transaction, movie);
            transaction.update("DELETE FROM movies WHERE id = ?", movie);
            var call = later(ForkJoinPool.commonPool(), movie, studio);
            service.awaitBlocked(1, call);
            return call;
        });
        addition.join().expect(404, "movie-not-found");
    }
}
