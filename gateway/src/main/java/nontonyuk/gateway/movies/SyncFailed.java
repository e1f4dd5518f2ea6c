package nontonyuk.gateway.movies;

import nontonyuk.common.problem.Problem;

/** The reason why a sync failed: for the log, and for the answer to the admin. */
final class SyncFailed extends Exception {
    private static final long serialVersionUID = 1;

    private enum Kind {
        BROKEN,
        UNAVAILABLE,
        TIMEOUT
    }

    private final Kind kind;
    private final String code;
    private final int retryAfter;

    private SyncFailed(Kind kind, String code, String why, int retryAfter) {
        super(why);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** TheMovieDB or a service gave an answer that the sync cannot use. */
    static SyncFailed broken(String code, String why) {
        return new SyncFailed(Kind.BROKEN, code, why, 0);
    }

    /** A retry makes sense after so many seconds. */
    static SyncFailed unavailable(String code, String why, int seconds) {
        return new SyncFailed(Kind.UNAVAILABLE, code, why, seconds);
    }

    static SyncFailed timeout(String code, String why) {
        return new SyncFailed(Kind.TIMEOUT, code, why, 0);
    }

    /** Auth or the movie service was not available, or refused the request. */
    static SyncFailed because(Problem problem) {
        return problem.status() == 503
                ? unavailable(problem.code(), problem.getMessage(), 1)
                : broken(problem.code(), problem.getMessage());
    }

    /** The answer to the admin; {@code more} is one more sentence of the detail. */
    Problem problem(String more) {
        var detail = getMessage() + " " + more;
        return switch (kind) {
            case BROKEN -> Problem.badGateway(code, detail);
            case UNAVAILABLE -> Problem.unavailable(code, detail, retryAfter);
            case TIMEOUT -> Problem.gatewayTimeout(code, detail);
        };
    }
}
