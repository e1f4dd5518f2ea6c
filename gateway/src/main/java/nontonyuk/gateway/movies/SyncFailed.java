package nontonyuk.gateway.movies;

import nontonyuk.common.problem.Problem;

/** Why a sync came to nothing: a line of the log, and the answer to the admin who asked for it. */
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

    /** The other side answered, but not with what we need. */
    static SyncFailed broken(String code, String why) {
        return new SyncFailed(Kind.BROKEN, code, why, 0);
    }

    /** Worth trying again after so many seconds. */
    static SyncFailed unavailable(String code, String why, int seconds) {
        return new SyncFailed(Kind.UNAVAILABLE, code, why, seconds);
    }

    /** One of our services could not be had, or did not take what it was given. */
    static SyncFailed because(Problem problem) {
        return problem.status() == 503
                ? unavailable(problem.code(), problem.getMessage(), 1)
                : broken(problem.code(), problem.getMessage());
    }

    static SyncFailed timeout(String code, String why) {
        return new SyncFailed(Kind.TIMEOUT, code, why, 0);
    }

    /** The same for the admin, with one sentence more. */
    Problem problem(String more) {
        var detail = getMessage() + " " + more;
        return switch (kind) {
            case BROKEN -> Problem.badGateway(code, detail);
            case UNAVAILABLE -> Problem.unavailable(code, detail, retryAfter);
            case TIMEOUT -> Problem.gatewayTimeout(code, detail);
        };
    }
}
