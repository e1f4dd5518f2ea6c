package nontonyuk.movie;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.Background;
import nontonyuk.common.Trace;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/**
 * The house programme: fills the studios that are marked for it with imported movies, some days ahead, so that there is
 * something to book without an admin's work.
 */
final class AutoSchedule {
    private static final System.Logger LOG = System.getLogger("programme");
    private static final ZoneId HOUSE = ZoneId.of("Asia/Jakarta");
    private static final List<LocalTime> SLOTS =
            List.of(LocalTime.of(10, 0), LocalTime.of(13, 30), LocalTime.of(17, 0), LocalTime.of(20, 30));
    private static final int LONGEST_MOVIE = 210; // minutes from one slot to the next
    private static final long PRICE = 50_000;

    private final Database database;
    private final int days;
    private final ScheduledExecutorService timer = Background.timer("programme");

    /** {@code days} is how many days it plans ahead, from tomorrow on; 0 means not at all. */
    AutoSchedule(Database database, int days) {
        this.database = database;
        this.days = days;
    }

    /** Plans as soon as the database is there, and from then on every hour. */
    void start() {
        timer.execute(this::run);
    }

    private void run() {
        timer.schedule(this::run, plan() ? 3600 : 1, TimeUnit.SECONDS);
    }

    /** Plans in the background: whoever asks doesn't wait for it. */
    void planSoon() {
        timer.execute(this::plan);
    }

    /** Plans now. Gives false where the database could not be had, which readiness tells the log. */
    boolean plan() {
        Trace.begin();
        try {
            long planned = freeSlots().stream().filter(this::fill).count();
            if (planned > 0) {
                LOG.log(System.Logger.Level.INFO, "planned {0} showtimes", planned);
            }
            return true;
        } catch (Problem e) {
            return false;
        } catch (Throwable e) {
            // Errors too: after one that gets out of here, the timer plans no more.
            LOG.log(System.Logger.Level.ERROR, "the programme could not be planned", e);
            return true;
        } finally {
            Trace.end();
        }
    }

    private record Slot(long studioId, Instant startsAt) {}

    /**
     * In the order of time. A slot whose showtime an admin has cancelled is meant to stay empty, and does for as long
     * as the movie is there: a cancelled showtime goes with its movie.
     */
    private List<Slot> freeSlots() {
        var studios = database.list("SELECT id FROM studios WHERE for_programme ORDER BY id", row -> row.getLong("id"));
        var today = LocalDate.now(HOUSE);
        var slots = new ArrayList<Slot>();
        for (int day = 1; day <= days; day++) {
            for (var time : SLOTS) {
                var startsAt = today.plusDays(day).atTime(time).atZone(HOUSE).toInstant();
                for (long studio : studios) slots.add(new Slot(studio, startsAt));
            }
        }
        slots.removeAll(takenSlots());
        return slots;
    }

    private List<Slot> takenSlots() {
        return database.list(
                """
                SELECT studio_id, starts_at
                FROM showtimes
                WHERE starts_at > UTC_TIMESTAMP(3)
                """,
                row -> new Slot(
                        row.getLong("studio_id"), row.getTimestamp("starts_at").toInstant()));
    }

    private boolean fill(Slot slot) {
        var movie = movie(slot);
        if (movie.isEmpty()) return false;
        var showtime = new NewShowtime(slot.studioId, slot.startsAt, PRICE);
        try {
            database.transaction(transaction -> Scheduling.add(transaction, movie.get(), showtime, "studio_id"));
            return true;
        } catch (Problem e) {
            if (e.status() == 503) throw e;
            return false; // the studio is taken after all, or the movie gone
        }
    }

    /**
     * What is on stays on: first comes a movie whose last showtime is as far away from this one as the programme
     * reaches, and then the one that is shown least.
     */
    private Optional<Long> movie(Slot slot) {
        var before = slot.startsAt.minus(Math.max(1, days - 1), ChronoUnit.DAYS);
        return database.one("""
                SELECT movies.id
                FROM movies
                LEFT JOIN showtimes
                  ON showtimes.movie_id = movies.id
                 AND showtimes.status = 'SCHEDULED'
                 AND showtimes.starts_at > UTC_TIMESTAMP(3)
                WHERE movies.tmdb_id IS NOT NULL
                  AND movies.duration <= ?
                GROUP BY movies.id
                ORDER BY COALESCE(MAX(showtimes.starts_at) <= ?, FALSE) DESC,
                    COUNT(showtimes.id), movies.id
                LIMIT 1
                """, row -> row.getLong("id"), LONGEST_MOVIE, before);
    }
}
