package nontonyuk.common;

import java.time.Duration;

/**
 * The time from the start of a service's process until the service is ready, at most a minute. Other programs may still
 * start in this time, so a missing one is no fault yet. A process without {@link #begin} has no such time.
 */
public final class StartPhase {
    private static final Duration MAX = Duration.ofMinutes(1);

    private static volatile long end = System.nanoTime();

    private StartPhase() {}

    public static void begin() {
        end = System.nanoTime() + MAX.toNanos();
    }

    public static void finish() {
        end = System.nanoTime();
    }

    public static boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** The level of a line about another program that fails: WARNING, but INFO while the programs start. */
    public static System.Logger.Level level() {
        return isOver() ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
    }
}
