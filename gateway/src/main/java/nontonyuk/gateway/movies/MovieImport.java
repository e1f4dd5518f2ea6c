package nontonyuk.gateway.movies;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import nontonyuk.common.Background;
import nontonyuk.common.StartPhase;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.common.trace.Trace;

/** Copies the popular movies of TheMovieDB to the movie service: at start, by a timer, and when an admin asks. */
public final class MovieImport {
    private static final System.Logger LOG = System.getLogger("import");
    private static final String SOME_FAILED =
            "TheMovieDB failed for some movies; the next import asks again. The last reason: {0}";
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long MAX_PAUSE_MILLIS = 60_000;

    /** {@code skipped} counts the movies left out, and {@code leftOut} names the first of them. */
    private record Result(
            @JsonUnwrapped MovieDelivery.Counts counts,
            int skipped,
            List<LeftOut.Entry> leftOut,
            @JsonIgnore boolean gaveUp) {}

    private final PopularMovies popular;
    private final MovieDelivery delivery;
    private final ReentrantLock running = new ReentrantLock();
    private volatile Instant lastSuccess;

    /** {@code pages} is how many pages of popular movies it reads; {@code onChange} runs after each change in movie. */
    public MovieImport(Tmdb tmdb, int pages, ServiceToken token, ServiceClient movie, Runnable onChange) {
        this.popular = new PopularMovies(tmdb, pages);
        this.delivery = new MovieDelivery(token, movie, onChange);
    }

    /** The admin's request for a sync now. */
    public Response onRequest(Request request) {
        if (!request.method().equals("POST")) {
            throw Problem.methodNotAllowed(request.rawPath() + " accepts POST only.", "POST");
        }
        if (!running.tryLock())
            throw Problem.conflict("sync-running", "A sync is running already. Wait until it ends.");
        try {
            return Response.ok("Movies imported from TheMovieDB", sync());
        } catch (Problem e) {
            throw e.withDetail(e.getMessage() + " " + lastImport());
        } finally {
            running.unlock();
        }
    }

    /**
     * Syncs on a thread of its own until the first whole success, and then at each interval. Zero means no second sync.
     */
    public Thread start(Duration interval) {
        var thread = Background.threads("movie-import").newThread(() -> run(interval));
        thread.start();
        return thread;
    }

    private void run(Duration interval) {
        try {
            for (long pause = FIRST_PAUSE_MILLIS; !succeeds(); pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
                Thread.sleep(pause);
            }
            while (!interval.isZero()) {
                Thread.sleep(interval.toMillis());
                succeeds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // an interrupt ends the thread
        }
    }

    private boolean succeeds() {
        running.lock();
        Trace.begin();
        try {
            return !sync().gaveUp();
        } catch (Problem e) {
            return false;
        } catch (Throwable e) { // an Error too, or the imports end for ever
            LOG.log(System.Logger.Level.ERROR, "the sync failed", e);
            return false;
        } finally {
            Trace.end();
            running.unlock();
        }
    }

    private Result sync() {
        try {
            var found = popular.find();
            var counts = delivery.deliver(found.movies());
            var leftOut = found.leftOut();
            var result = new Result(counts, leftOut.count(), leftOut.named(), leftOut.gaveUp());
            lastSuccess = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            LOG.log(
                    System.Logger.Level.INFO,
                    "movies from TheMovieDB: {0} created, {1} updated, {2} unchanged, {3} kept, {4} skipped",
                    counts.created(),
                    counts.updated(),
                    counts.unchanged(),
                    counts.kept(),
                    leftOut.count());
            leftOut.failure()
                    .ifPresent(failure -> LOG.log(System.Logger.Level.WARNING, SOME_FAILED, failure.getMessage()));
            return result;
        } catch (Problem e) {
            LOG.log(StartPhase.level(), "no movies from TheMovieDB: {0} {1}", e.getMessage(), lastImport());
            throw e;
        }
    }

    private String lastImport() {
        return lastSuccess == null
                ? "No import has succeeded since this start."
                : "The last import was at " + lastSuccess + ".";
    }
}
