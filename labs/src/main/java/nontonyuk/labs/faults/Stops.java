package nontonyuk.labs.faults;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Holds the connections of a tap at a statement, before the database gets it or after its answer. */
final class Stops {
    private static final int LOOK_MS = 20;

    /** A statement with this text is held until the release. */
    record Stop(Pattern text, boolean isAfter, CountDownLatch released) {}

    /** Whether the client of a held connection is gone. */
    interface Gone {
        boolean isSo() throws IOException;
    }

    private final Queue<Stop> all = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private volatile Stop current;

    /** The text counts as whole words: COMMIT is no part of AUTOCOMMIT. */
    void begin(String text, boolean isAfter) {
        var words = Pattern.compile("(?<!\\w)" + Pattern.quote(text) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
        var next = new Stop(words, isAfter, new CountDownLatch(1));
        all.add(next);
        current = next;
    }

    void end() {
        current = null;
    }

    void release() {
        end();
        for (var stop = all.poll(); stop != null; stop = all.poll()) stop.released.countDown();
    }

    int held() {
        return held.get();
    }

    Optional<Stop> of(String sql) {
        return Optional.ofNullable(current)
                .filter(stop -> stop.text.matcher(sql).find());
    }

    /** Waits for the release. Throws if the client leaves before. */
    void hold(Stop stop, Gone gone) throws IOException, InterruptedException {
        held.incrementAndGet();
        try {
            while (!stop.released.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (gone.isSo()) throw new EOFException();
            }
        } finally {
            held.decrementAndGet();
        }
    }
}
