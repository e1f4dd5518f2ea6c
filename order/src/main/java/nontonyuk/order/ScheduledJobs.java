package nontonyuk.order;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nontonyuk.common.Background;
import nontonyuk.common.Trace;
import nontonyuk.common.problem.Problem;

/**
 * What must be done although nobody asks: tidying up expired orders, asking after payments without an answer, paying
 * refunds, following cancelled showtimes. Each chore finds its work in the database and does it in steps that may be
 * broken off anywhere and repeated by anybody, so any number of instances may keep house.
 */
public final class ScheduledJobs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("housekeeping");

    private final Map<String, String> troubles = new HashMap<>();
    private final ScheduledExecutorService thread = Background.timer("housekeeping");

    /** From now on every so many milliseconds. */
    ScheduledJobs every(int milliseconds, String what, Runnable chore) {
        thread.scheduleWithFixedDelay(() -> run(what, chore), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
        return this;
    }

    private void run(String what, Runnable chore) {
        Trace.begin();
        try {
            chore.run();
            if (troubles.remove(what) != null) {
                LOG.log(System.Logger.Level.INFO, "{0}: well again", what);
            }
        } catch (Throwable e) {
            // Errors too: a chore that throws one to its timer is never called again.
            note(what, e);
        } finally {
            Trace.end();
        }
    }

    /** Told once, not every second: what isn't done now is done when it can be. */
    private void note(String what, Throwable trouble) {
        var message = String.valueOf(trouble.getMessage());
        if (message.equals(troubles.put(what, message))) return;
        if (trouble instanceof Problem) {
            LOG.log(System.Logger.Level.WARNING, "{0} must wait: {1}", what, message);
        } else {
            LOG.log(System.Logger.Level.ERROR, what + " failed", trouble);
        }
    }

    /**
     * Does each, also when some can't be done: one that never can must not keep back the others. Ends when the other
     * side is away, and throws the last problem at the end.
     */
    public static <T> void each(Iterable<T> all, Consumer<T> work) {
        Problem last = null;
        for (var one : all) {
            try {
                work.accept(one);
            } catch (Problem e) {
                last = e;
                if (e.status() == 503 || e.status() == 504) break;
            }
        }
        if (last != null) throw last;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
