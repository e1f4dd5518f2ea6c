package nontonyuk.common.sql;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/**
 * Recognises that the server's disk is full, or its limit for a file. Each request gets a 503; the log says it once.
 */
final class FullDisk {
    private static final System.Logger LOG = System.getLogger("database");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Disk full, table full, temporary file not written; 3675 is MySQL's only. */
    private static final Set<Integer> CODES = Set.of(20, 1021, 1114, 1878, 3675);

    /** ENOSPC, EDQUOT and EFBIG, as a number or in words: other errors carry them in their message. */
    private static final Pattern TEXT = Pattern.compile(
            "(?i)\\berr(?:or|no|code)?:? (?:27|28|122)\\b|no space left|disk (?:is )?full|quota exceeded");

    private final AtomicLong last = new AtomicLong();

    static boolean isCauseOf(SqlFailure failure) {
        var cause = failure.getCause();
        return CODES.contains(cause.getErrorCode())
                || TEXT.matcher(String.valueOf(cause.getMessage())).find();
    }

    /** The next line in the log comes after a minute without a failure. */
    Problem problem(SqlFailure failure) {
        long now = System.nanoTime();
        long before = last.getAndSet(now);
        if (before == 0 || now - before > QUIET_NANOS)
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the database is full: " + failure.getCause().getMessage());
        return Problem.unavailable("database-full", "The database has no space left.", 30);
    }
}
