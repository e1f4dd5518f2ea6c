package nontonyuk.order.booking;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Problem;

/**
 * Gets showtimes from the movie service with the caller's own token. An answer that is not valid counts as an outage.
 */
public final class Showtimes {
    private final ServiceClient movie;

    public Showtimes(ServiceClient movie) {
        this.movie = movie;
    }

    /** The showtime with this id, open or not. */
    Showtime byId(long id, String authorization) {
        var missing = Problem.notFound("showtime-not-found", "There is no showtime " + id + ".");
        return get("/showtimes/" + id, authorization, Showtime.class, missing);
    }

    /** The upcoming showtimes of a movie, the earliest first; at least one. */
    List<Showtime> ofMovie(String title, String authorization) {
        var missing = Problem.notFound("movie-not-found", "There is no movie called " + title + ".");
        var path = "/showtimes?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        var upcoming = Arrays.asList(get(path, authorization, Showtime[].class, missing));
        if (upcoming.contains(null)) throw movie.unusable(200);
        if (upcoming.isEmpty()) throw Problem.conflict("no-showtime", title + " has no upcoming showtime.");
        return upcoming;
    }

    private <T> T get(String path, String authorization, Class<T> type, Problem missing) {
        var answer = movie.get(path, authorization);
        try {
            var code = answer.status() == 200 ? "" : answer.problemCode();
            if (answer.status() == 404 && code.equals(missing.code())) throw missing;
            if (answer.status() == 401 && !code.isEmpty()) { // movie knows of the logout already
                throw Problem.unauthorized(code, "The token is no longer valid; log in again.");
            }
            var data = answer.status() == 200 ? answer.data(type) : null;
            if (data == null) throw movie.unusable(answer.status());
            return data;
        } catch (IOException e) {
            throw movie.unusable(answer.status());
        }
    }
}
