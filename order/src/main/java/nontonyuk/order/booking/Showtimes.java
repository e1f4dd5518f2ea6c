package nontonyuk.order.booking;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Problem;

/**
 * Asks the movie service what is showing, with the caller's own token. What can't be understood is treated as if the
 * service were down.
 */
public final class Showtimes {
    private final ServiceClient movie;

    public Showtimes(ServiceClient movie) {
        this.movie = movie;
    }

    /** The showtime of that number, in whatever state it is. */
    Showtime byId(long id, String authorization) {
        var missing = Problem.notFound("showtime-not-found", "There is no showtime " + id + ".");
        return ask("/showtimes/" + id, authorization, Showtime.class, missing);
    }

    /** The showtimes of a movie that are still to come, the earliest first; at least one. */
    List<Showtime> ofMovie(String title, String authorization) {
        var missing = Problem.notFound("movie-not-found", "There is no movie called " + title + ".");
        var path = "/showtimes?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        var upcoming = Arrays.asList(ask(path, authorization, Showtime[].class, missing));
        if (upcoming.contains(null)) throw nonsense();
        if (upcoming.isEmpty()) {
            throw Problem.conflict("no-showtime", title + " is not on the programme.");
        }
        return upcoming;
    }

    private <T> T ask(String path, String authorization, Class<T> type, Problem missing) {
        var answer = movie.get(path, authorization);
        try {
            if (answer.status() == 404 && answer.problemCode().equals(missing.code())) {
                throw missing;
            }
            if (answer.status() == 401) refuseToken(answer.problemCode());
            if (answer.status() == 200) {
                var data = answer.data(type);
                if (data != null) return data;
            }
        } catch (IOException e) {
            // Told below, like an answer that is JSON but not what was asked for.
        }
        throw nonsense();
    }

    /** It was good for us a moment ago: movie has heard before us that it isn't any more. */
    private static void refuseToken(String code) {
        if (code.isEmpty()) return;
        throw Problem.unauthorized(code, "The token is not good any more; log in again.");
    }

    private Problem nonsense() {
        return movie.unavailable("gave an answer that makes no sense");
    }
}
