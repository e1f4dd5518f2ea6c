package nontonyuk.labs.tmdb;

import java.nio.charset.StandardCharsets;
import nontonyuk.labs.Answer;

/** The answers that TheMovieDB gives when something is wrong, code and wording as it documents them. */
final class Failures {
    static final Answer INVALID_KEY = error(401, 7, "Invalid API key: You must be granted a valid key.");
    static final Answer INTERNAL_ERROR = error(500, 11, "Internal error: Something went wrong, contact TMDB.");
    static final Answer INVALID_PAGE =
            error(422, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.");
    static final Answer TOO_MANY_REQUESTS = error(429, 25, "Your request count (#) is over the allowed limit of (40).")
            .with("Retry-After", "1");
    static final Answer NOT_FOUND = error(404, 34, "The resource you requested could not be found.");
    static final Answer WRONG_METHOD = error(405, 42, "This request method is not supported for this resource.")
            .with("Allow", "GET, HEAD");

    /** Cut off in the middle, as by a proxy that gave up. */
    static final Answer RUBBISH =
            Answer.json(200, "{\"page\":1,\"results\":[{\"id\":\"tw".getBytes(StandardCharsets.UTF_8));

    private Failures() {}

    private static Answer error(int status, int code, String message) {
        return Answer.json(status, new Failure(false, code, message));
    }

    private record Failure(boolean success, int statusCode, String statusMessage) {}
}
