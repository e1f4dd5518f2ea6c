package nontonyuk.gateway.movies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.Settings;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * A client of TheMovieDB's API, version 3. Each call has a deadline and a limit on the answer's size. A failed call
 * throws a {@link Problem} with the reason. One sync at a time may use this client.
 */
public final class Tmdb {
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int MAX_PAUSE_SECONDS = 3600;

    private record Page(List<JsonNode> results) {}

    private record GenreList(List<Genre> genres) {}

    private record Genre(long id, String name) {}

    private record Details(JsonNode runtime) {}

    private final URI address;
    private final String token;
    private final Duration deadline;
    private final int maxWaitSeconds;
    private int waitSecondsLeft;
    private long busyUntil = System.nanoTime();

    /** {@code deadline} is for each call. {@code maxWaitSeconds} is how long one sync waits when TheMovieDB is busy. */
    public Tmdb(URI address, String token, Duration deadline, int maxWaitSeconds) {
        if (!token.matches("[!-~]+")) throw new Settings.Invalid("TMDB_TOKEN must be ASCII without spaces");
        this.address = address;
        this.token = token;
        this.deadline = deadline;
        this.maxWaitSeconds = maxWaitSeconds;
    }

    /** Begins a sync with its full waiting time. It sends no request before the time that TheMovieDB has set. */
    void begin() {
        long left = busyUntil - System.nanoTime();
        if (left > 0) throw busy((int) TimeUnit.NANOSECONDS.toSeconds(left) + 1);
        waitSecondsLeft = maxWaitSeconds;
    }

    /** One page of the popular movies. A page after the last one is empty. */
    List<JsonNode> popular(int page) {
        return get("/3/movie/popular?page=" + page, Page.class)
                .map(Page::results)
                .orElseThrow(() -> broken("gave no list of movies"));
    }

    /** The names of the genres by their ids. */
    Map<Long, String> genres() {
        var list = get("/3/genre/movie/list", GenreList.class)
                .map(GenreList::genres)
                .orElseThrow(() -> broken("gave no list of genres"));
        var names = new HashMap<Long, String>();
        for (var genre : list) {
            if (genre != null) names.put(genre.id(), genre.name());
        }
        return names;
    }

    /** In minutes, or 0 if the running time is unknown or not a number. */
    int runningTime(long movieId) {
        return get("/3/movie/" + movieId, Details.class)
                .map(Details::runtime)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .orElse(0);
    }

    private <T> Optional<T> get(String path, Class<T> type) {
        var answer = send(path);
        while (answer.statusCode() == 429) {
            await(answer.headers().firstValue("Retry-After").orElse(""));
            answer = send(path);
        }
        return switch (answer.statusCode()) {
            case 200 -> Optional.ofNullable(read(answer.body(), type));
            case 404 -> Optional.empty();
            case 401 -> throw Problem.badGateway("tmdb-refused", "TheMovieDB refused the token (TMDB_TOKEN).");
            default -> throw broken("answered with the status " + answer.statusCode());
        };
    }

    private HttpResponse<byte[]> send(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        var outcome = HttpCall.recorded("TheMovieDB", request, deadline, MAX_ANSWER_BYTES);
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer();
            case REFUSED ->
                throw Problem.unavailable("tmdb-unavailable", "TheMovieDB cannot be reached at " + address + ".", 10);
            case TIMED_OUT ->
                throw Problem.gatewayTimeout(
                        "tmdb-timeout", "TheMovieDB took longer than " + deadline.toMillis() + " ms.");
            case BROKEN, TOO_LARGE -> throw broken("gave an answer that is incomplete, too long or not HTTP");
        };
    }

    /** Waits after a 429, or stops the sync if the wait is too long. */
    private void await(String retryAfter) {
        int wanted = retryAfter.matches("[0-9]{1,9}") ? Integer.parseInt(retryAfter) : 1;
        int seconds = Math.max(1, Math.min(wanted, MAX_PAUSE_SECONDS));
        if (seconds > waitSecondsLeft) {
            busyUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            throw busy(seconds);
        }
        waitSecondsLeft -= seconds;
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(seconds);
        }
    }

    private static Problem busy(int seconds) {
        return Problem.unavailable("tmdb-busy", "TheMovieDB accepts no requests for " + seconds + " s.", seconds);
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            return Json.readLenient(json, type);
        } catch (IOException e) {
            throw broken("gave an answer in an unknown form");
        }
    }

    private static Problem broken(String what) {
        return Problem.badGateway("tmdb-broken", "TheMovieDB " + what + ".");
    }
}
