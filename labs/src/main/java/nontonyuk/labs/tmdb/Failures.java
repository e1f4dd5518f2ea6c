package nontonyuk.labs.tmdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.StandIn;

/** The error answers of TheMovieDB, with the codes and sentences of its documentation. */
final class Failures {
    static final Response INVALID_KEY = error(401, 7, "Invalid API key: You must be granted a valid key.");
    static final Response INTERNAL_ERROR = error(500, 11, "Internal error: Something went wrong, contact TMDB.");
    static final Response INVALID_PAGE =
            error(422, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.");
    static final Response TOO_MANY_REQUESTS = error(
                    429, 25, "Your request count (#) is over the allowed limit of (40).")
            .with("Retry-After", "1");
    static final Response NOT_FOUND = error(404, 34, "The resource you requested could not be found.");
    static final Response WRONG_METHOD = error(405, 42, "This request method is not supported for this resource.")
            .with("Allow", "GET, HEAD");

    /** JSON that ends in the middle, as if a proxy had cut it off. */
    static final Response RUBBISH =
            Response.raw(200, StandIn.JSON, "{\"page\":1,\"results\":[{\"id\":\"tw".getBytes(UTF_8));

    private Failures() {}

    private static Response error(int status, int code, String message) {
        return StandIn.json(status, new Failure(false, code, message));
    }

    /** Our own mistake, or a bad request to the mode, which TheMovieDB does not have. */
    static Response of(Problem problem) {
        if (problem.status() == 500) return INTERNAL_ERROR;
        return StandIn.json(problem.status(), Map.of("error", problem.getMessage()));
    }

    private record Failure(boolean success, int statusCode, String statusMessage) {}
}
