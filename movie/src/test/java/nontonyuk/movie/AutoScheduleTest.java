package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.imported;
import static org.junit.jupiter.api.Assertions.*;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it reads the log of the whole process")
class AutoScheduleTest {
    @AutoClose
    private final TestMovie service = new TestMovie();

    private void importMovies(String... titles) {
        long number = 1;
        for (var title : titles) service.gateway.post("/movies/import", imported(number++, title, 90));
    }

    private void plan(int days) {
        new AutoSchedule(service.database, days).plan();
    }

    /** The showtimes of a studio in the time of Jakarta: {@code 1 10:00 Heat} is tomorrow. */
    private List<String> planned(String studio) {
        var zone = ZoneId.of("Asia/Jakarta");
        return service.database.list(
                Showtime.SELECT + "WHERE status = 'SCHEDULED' AND name = ? ORDER BY starts_at",
                row -> {
                    var showtime = Showtime.read(row);
                    var time = showtime.startsAt().atZone(zone);
                    long day = time.toLocalDate().toEpochDay()
                            - LocalDate.now(zone).toEpochDay();
                    return day + " " + time.toLocalTime() + " " + showtime.movieTitle();
                },
                studio);
    }

    /** Tomorrow at ten in the morning in Jakarta, which has no summer time. */
    private static Instant firstSlot() {
        var tomorrow = LocalDate.now(ZoneId.of("Asia/Jakarta")).plusDays(1);
        return Instant.parse(tomorrow + "T03:00:00Z");
    }

    @Test
    void it_shows_imported_movies_in_turn_in_its_own_studio() {
        service.addMovie("By hand", 90);
        service.gateway.post("/movies/import", imported(900, "Too long for a slot", 211));
        importMovies("Heat", "Ran", "Up");
        plan(2);
        var tomorrow = "1 10:00 Heat, 1 13:30 Ran, 1 17:00 Up, 1 20:30 Heat, ";
        var next = "2 10:00 Ran, 2 13:30 Up, 2 17:00 Heat, 2 20:30 Ran";
        assertEquals(tomorrow + next, String.join(", ", planned("Studio 4")));
        for (var studio : List.of("Studio 1", "Studio 2", "Studio 3")) assertEquals(List.of(), planned(studio));
        var first = service.get("/showtimes?title=Heat").path(0);
        assertEquals(50_000, first.path("price").asLong());
        assertEquals(firstSlot().toString(), first.path("starts_at").asText());

        var before = planned("Studio 4");
        plan(2);
        assertEquals(before, planned("Studio 4"));
        plan(3);
        assertEquals(12, planned("Studio 4").size());
    }

    @Test
    void a_movie_as_long_as_a_slot_still_fits() {
        service.gateway.post("/movies/import", imported(900, "Seven Samurai", 210));
        plan(1);
        assertEquals(4, planned("Studio 4").size());
    }

    @Test
    void it_plans_after_an_import_that_brought_something() {
        try (var other = new TestMovie(TestDatabase.create("movie"), 1)) {
            other.gateway.post("/movies/import", imported(1, "Heat", 90));
            TestClient.await(
                    "a schedule", () -> other.get("/showtimes?title=Heat").size() == 4);
        }
    }

    @Test
    void it_plans_nothing_when_it_is_off() {
        importMovies("Heat");
        plan(0);
        assertEquals(List.of(), planned("Studio 4"));
    }

    @Test
    void it_leaves_alone_what_an_admin_has_planned_or_cancelled() {
        importMovies("Heat");
        long movie = service.addMovie("Ours", 30);
        long showtime = service.addShowtime(movie, 4, firstSlot().plusSeconds(600));
        plan(1);
        var planned = List.of("1 10:10 Ours", "1 13:30 Heat", "1 17:00 Heat", "1 20:30 Heat");
        assertEquals(planned, planned("Studio 4"));

        var second = service.get("/showtimes?title=Heat").at("/0/id").asLong();
        service.admin.delete("/showtimes/" + second);
        service.admin.delete("/showtimes/" + showtime);
        plan(1);
        planned = List.of("1 10:00 Heat", "1 17:00 Heat", "1 20:30 Heat");
        assertEquals(planned, planned("Studio 4"));
    }

    @Test
    void instances_that_plan_at_once_fill_each_slot_once() {
        importMovies("Heat", "Ran", "Up");
        var plans = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) plans.add(CompletableFuture.runAsync(() -> plan(5)));
        plans.forEach(CompletableFuture::join);
        var times = planned("Studio 4").stream()
                .map(line -> line.substring(0, "1 10:00".length()))
                .toList();
        assertEquals(20, times.size());
        assertEquals(20, times.stream().distinct().count());
    }

    @Test
    void after_an_error_it_goes_on_and_says_what_it_was() {
        importMovies("Heat");
        try (var log = new FailingLog("planned {0} showtimes");
                var schedule = new AutoSchedule(service.database, 1)) {
            schedule.start();
            TestClient.await("the error", () -> log.lines.contains("schedule failed"));
            schedule.planSoon(); // by itself it plans again in an hour
            TestClient.await("the next plan", () -> log.lines.contains("schedule: works again"));
            assertEquals(List.of("schedule failed", "schedule: works again"), log.lines);
        }
    }

    /** Throws an error at one message, and collects the messages of the background job. */
    private static final class FailingLog extends Handler implements AutoCloseable {
        private final List<Logger> loggers = List.of(Logger.getLogger("schedule"), Logger.getLogger("background"));
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final String failing;

        FailingLog(String failing) {
            this.failing = failing;
            loggers.forEach(logger -> logger.addHandler(this));
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getMessage().equals(failing)) throw new LinkageError("for a test");
            lines.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            loggers.forEach(logger -> logger.removeHandler(this));
        }
    }

    @Test
    void it_waits_for_a_database_that_is_not_there_yet() throws Exception {
        importMovies("Heat");
        try (var late = Database.open(service.settings, "movie");
                var schedule = new AutoSchedule(late, 1)) {
            assertEquals(503, assertThrows(Problem.class, schedule::plan).status());
            schedule.start();
            late.probe();
            TestClient.await("a schedule", () -> planned("Studio 4").size() == 4);
        }
    }

    @Test
    void with_more_movies_than_showtimes_what_is_on_stays_on() {
        var titles = IntStream.rangeClosed(1, 40).mapToObj(i -> "Movie " + i);
        importMovies(titles.toArray(String[]::new));
        plan(7);
        var planned = planned("Studio 4");
        assertEquals(28, planned.size());
        assertEquals("1 10:00 Movie 1", planned.get(0));
        assertEquals("6 20:30 Movie 24", planned.get(23));
        assertEquals("7 10:00 Movie 1", planned.get(24)); // and not 25, which never ran
        assertEquals("7 20:30 Movie 4", planned.get(27));
    }
}
