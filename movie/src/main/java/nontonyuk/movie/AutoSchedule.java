package nontonyuk.movie;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.Background;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/**
 * Schedules imported movies some days ahead, in the studios that are marked for it. So customers can book without an
 * admin's work.
 */
final class AutoSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("schedule");
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final List<LocalTime> START_TIMES =
            List.of(LocalTime.of(10, 0), LocalTime.of(13, 30), LocalTime.of(17, 0), LocalTime.of(20, 30));
    private static final int MAX_DURATION = 210; // minutes from one start to the next
    private static final long PRICE = 50_000;

    private final Database database;
    private final int days;
    private volatile Background.Job job;

    /** Schedules {@code days} days ahead, from tomorrow; 0 turns it off. */
    AutoSchedule(Database database, int days) {
        this.database = database;
        this.days = days;
    }

    /** Plans now and every hour. While the database is unavailable, it tries again each second. */
    void start() {
        job = Background.every("schedule", Duration.ofHours(1), Duration.ofSeconds(1), this::plan);
    }

    void planSoon() {
        if (job != null) job.runSoon(); // otherwise start() plans
    }

    /** Fills all free slots now. */
    void plan() {
        long planned = freeSlots().stream().filter(this::fill).count();
        if (planned > 0) LOG.log(System.Logger.Level.INFO, "planned {0} showtimes", planned);
    }

    private record Slot(long studioId, Instant startsAt) {}

    /**
     * The free slots, ordered by time. The slot of a cancelled showtime is not free: an admin wants it empty. It
     * becomes free when the movie is removed, because its showtimes are deleted with it.
     */
    private List<Slot> freeSlots() {
        var studios = database.list("SELECT id FROM studios WHERE for_programme ORDER BY id", row -> row.getLong("id"));
        var today = LocalDate.now(ZONE);
        var slots = new ArrayList<Slot>();
        for (int day = 1; day <= days; day++) {
            for (var time : START_TIMES) {
                var startsAt = today.plusDays(day).atTime(time).atZone(ZONE).toInstant();
                for (long studio : studios) slots.add(new Slot(studio, startsAt));
            }
        }
        slots.removeAll(database.list(
                """
                SELECT studio_id, starts_at
                FROM showtimes
                WHERE starts_at > UTC_TIMESTAMP(3)
                """,
                row -> new Slot(
                        row.getLong("studio_id"), row.getTimestamp("starts_at").toInstant())));
        return slots;
    }

    private boolean fill(Slot slot) {
        var movieId = nextMovie(slot);
        if (movieId.isEmpty()) return false;
        var showtime = new Scheduling.NewShowtime(slot.studioId, slot.startsAt, PRICE);
        try {
            database.transaction(transaction -> Scheduling.add(transaction, movieId.get(), showtime, "studio_id"));
            return true;
        } catch (Problem e) {
            if (e.status() == 503) throw e;
            return false; // an admin just used the studio or removed the movie
        }
    }

    /**
     * Keeps running movies running. The first choice is a movie whose last showtime is {@code days - 1} days before the
     * slot or earlier. The second choice is the movie with the fewest showtimes.
     */
    private Optional<Long> nextMovie(Slot slot) {
        var lastShowtime = slot.startsAt.minus(Math.max(1, days - 1), ChronoUnit.DAYS);
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
                """, row -> row.getLong("id"), MAX_DURATION, lastShowtime);
    }

    @Override
    public void close() {
        if (job != null) job.close();
    }
}
