package nontonyuk.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import nontonyuk.common.Problem;
import nontonyuk.common.Request;
import nontonyuk.common.Response;
import nontonyuk.common.Trace;

/**
 * Brings the popular films of TheMovieDB to movie: at start, by a timer, and when an admin asks for it. A sync that
 * fails changes nothing but a line of the log: movie keeps the films that it has.
 */
final class FilmImport {
    private static final System.Logger LOG = System.getLogger("import");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private record Result(int created, int updated, int unchanged, int skipped) {}

    private final PopularFilms popular;
    private final FilmDelivery delivery;
    private final ReentrantLock running = new ReentrantLock();
    private volatile Instant lastGood;

    FilmImport(PopularFilms popular, FilmDelivery delivery) {
        this.popular = popular;
        this.delivery = delivery;
    }

    /** An admin wants the films now. */
    Response onRequest(Request request) {
        if (!request.method().equals("POST")) {
            throw Problem.methodNotAllowed(request.rawPath() + " takes POST only.", "POST");
        }
        if (!running.tryLock()) {
            throw Problem.conflict("sync-running", "A sync is running already; wait for its end.");
        }
        try {
            return Response.ok("Films imported from TheMovieDB", sync());
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
    Thread start(Duration every) {
        var thread = new Thread(() -> run(every), "film-import");
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
        } catch (Throwable e) { // an Error, too, or no film would come any more
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
            var counts = delivery.deliver(found.films());
            var result = new Result(counts.created(), counts.updated(), counts.unchanged(), found.skipped());
            lastGood = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            LOG.log(
                    System.Logger.Level.INFO,
                    "films from TheMovieDB: {0} created, {1} updated, {2} unchanged, {3} skipped",
                    result.created(),
                    result.updated(),
                    result.unchanged(),
                    result.skipped());
            return result;
        } catch (SyncFailed e) {
            LOG.log(System.Logger.Level.WARNING, "no films from TheMovieDB: {0} {1}", e.getMessage(), lastImport());
            throw e;
        }
    }

    /** How old the films are that customers see meanwhile. */
    private String lastImport() {
        return "Films were last imported " + (lastGood == null ? "never yet." : "at " + lastGood + ".");
    }
}
