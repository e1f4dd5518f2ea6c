package nontonyuk.common.sql;

import nontonyuk.common.problem.Problem;

/** What a caller gets when a statement fails: a 503 if the database is away, busy or full. */
final class DatabaseProblems {
    private final FullDisk fullDisk = new FullDisk();

    RuntimeException of(SqlFailure e) {
        if (e.isRetryable()) return busy("Too many requests want the same rows; try again.");
        if (e.isDuplicate()) return new Database.Duplicate(e.getCause());
        if (FullDisk.isCauseOf(e)) return fullDisk.problem(e);
        return e.isConnectionLost() ? unavailable() : e;
    }

    static Problem busy(String detail) {
        return Problem.unavailable("database-busy", detail, 1);
    }

    static Problem unavailable() {
        return Problem.unavailable("database-unavailable", "The database cannot be reached.", 1);
    }
}
