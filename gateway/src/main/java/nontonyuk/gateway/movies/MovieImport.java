package nontonyuk.gateway.movies;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import nontonyuk.common.Trace;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;

/**
 * Brings the popular movies of TheMovieDB to movie: at start, by a timer, and when an admin asks for it. A sync that
 * fails changes nothing but a line of the log: movie keeps the movies that it has.
 */
public final class MovieImport {
    private static final System.Logger LOG = System.getLogger("import");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private record Result(int created, int updated, int unchanged, int skipped) {}

    private final PopularMovies popular;
    private final MovieDelivery delivery;
    private final ReentrantLock running = new ReentrantLock();
    private volatile Instant lastGood;

    public MovieImport(PopularMovies popular, MovieDelivery delivery) {
        this.popular = popular;
        this.delivery = delivery;
    }

    /** An admin wants the movies now. */
    public Response onRequest(Request request) {
        if (!request.method().equals("POST")) {
            throw Problem.methodNotAllowed(request.rawPath() + " takes POST only.", "POST");
        }
        if (!running.tryLock()) {
            throw Problem.conflict("sync-running", "A sync is running already; wait for its end.");
        }
        try {
            return Response.ok("Movies imported from TheMovieDB", sync());
        } catch (SyncFailed e) {
            throw e.problem(lastImport());
        } finally {
            running.unlock();
        }
    }

    /**
     * Syncs on a thread of its own: until it has succeeded for the first time, and then at that interval; with an
     * interval of zero not again.
     */
    public Thread start(Duration every) {
        var thread = new Thread(() -> run(every), "movie-import");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(Duration every) {
        try {
            var pause = FIRST_PAUSE;
            while (!succeeds()) {
                Thread.sleep(pause.toMillis());
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
            while (!every.isZero()) {
                Thread.sleep(every.toMillis());
                succeeds();
            }
        } catch (InterruptedException e) {
            // Whoever interrupts wants it to end.
        }
    }

    private boolean succeeds() {
        running.lock();
        Trace.begin();
        try {
            sync();
            return true;
        } catch (SyncFailed e) {
            return false;
        } catch (Throwable e) { // an Error, too, or no movie would come any more
            LOG.log(System.Logger.Level.ERROR, "the sync failed", e);
            return false;
        } finally {
            Trace.end();
            running.unlock();
        }
    }

    private Result sync() throws SyncFailed {
        try {
            var found = popular.find();
            var counts = delivery.deliver(found.movies());
            var result = new Result(counts.created(), counts.updated(), counts.unchanged(), found.skipped());
            lastGood = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            LOG.log(
                    System.Logger.Level.INFO,
                    "movies from TheMovieDB: {0} created, {1} updated, {2} unchanged, {3} skipped",
                    result.created(),
                    result.updated(),
                    result.unchanged(),
                    result.skipped());
            return result;
        } catch (SyncFailed e) {
            LOG.log(System.Logger.Level.WARNING, "no movies from TheMovieDB: {0} {1}", e.getMessage(), lastImport());
            throw e;
        }
    }

    /** How old the movies are that customers see meanwhile. */
    private String lastImport() {
        return "Movies were last imported " + (lastGood == null ? "never yet." : "at " + lastGood + ".");
    }
}
