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

/**
 * TheMovieDB's API, version 3, as far as we need it. Each call has a deadline and a largest answer; whatever else it
 * does than answer as it should is a {@link SyncFailed} that says what. One sync at a time may use it.
 */
public final class Tmdb {
    private static final int ANSWER_LIMIT = 1024 * 1024;
    private static final int LONGEST_PAUSE_SECONDS = 3600;

    private record Page(List<JsonNode> results) {}

    private record GenreList(List<Genre> genres) {}

    private record Genre(long id, String name) {}

    private record Details(JsonNode runtime) {}

    private final URI address;
    private final String token;
    private final Duration deadline;
    private final int mostPatience;
    private int patience;
    private long busyUntil = System.nanoTime();

    /**
     * {@code deadline} is for each call; {@code patience} is how many seconds a sync may spend waiting where TheMovieDB
     * asks for it.
     */
    public Tmdb(URI address, String token, Duration deadline, int patience) {
        if (!token.matches("[!-~]+")) throw new Settings.Invalid("TMDB_TOKEN must have no spaces and be plain ASCII");
        this.address = address;
        this.token = token;
        this.deadline = deadline;
        this.mostPatience = patience;
    }

    /**
     * A sync begins, and with it a new supply of patience. While TheMovieDB wants no requests, it fails before it has
     * sent one.
     */
    void begin() throws SyncFailed {
        long left = busyUntil - System.nanoTime();
        if (left > 0) throw busy((int) TimeUnit.NANOSECONDS.toSeconds(left) + 1);
        patience = mostPatience;
    }

    /** A page of the popular movies, each as it came; beyond the last one an empty list. */
    List<JsonNode> popular(int page) throws SyncFailed {
        return get("/3/movie/popular?page=" + page, Page.class)
                .map(Page::results)
                .orElseThrow(() -> broken("gave no list of movies"));
    }

    /** The names of the genres by their ids. */
    Map<Long, String> genres() throws SyncFailed {
        var list = get("/3/genre/movie/list", GenreList.class)
                .map(GenreList::genres)
                .orElseThrow(() -> broken("gave no list of genres"));
        var names = new HashMap<Long, String>();
        for (var genre : list) {
            if (genre != null) names.put(genre.id(), genre.name());
        }
        return names;
    }

    /** In minutes; 0 where it isn't known, or no number that could be one. */
    int runningTime(long movieId) throws SyncFailed {
        return get("/3/movie/" + movieId, Details.class)
                .map(Details::runtime)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .orElse(0);
    }

    private <T> Optional<T> get(String path, Class<T> type) throws SyncFailed {
        var answer = send(path);
        while (answer.statusCode() == 429) {
            await(answer.headers().firstValue("Retry-After").orElse(""));
            answer = send(path);
        }
        return switch (answer.statusCode()) {
            case 200 -> Optional.ofNullable(read(answer.body(), type));
            case 404 -> Optional.empty();
            case 401 -> throw SyncFailed.broken("tmdb-refused", "TheMovieDB refused the token (TMDB_TOKEN).");
            default -> throw broken("answered with the status " + answer.statusCode());
        };
    }

    private HttpResponse<byte[]> send(String path) throws SyncFailed {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        var outcome = HttpCall.send(request, deadline, ANSWER_LIMIT);
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer();
            case REFUSED ->
                throw SyncFailed.unavailable("tmdb-unavailable", "TheMovieDB can't be reached at " + address + ".", 10);
            case TIMED_OUT ->
                throw SyncFailed.timeout(
                        "tmdb-timeout", "TheMovieDB took longer than " + deadline.toMillis() + " ms for an answer.");
            case BROKEN, TOO_LARGE -> throw broken("broke off its answer, or gave one that is too long or isn't HTTP");
        };
    }

    /** Too many requests: waits if that is soon over, and gives up the sync otherwise. */
    private void await(String retryAfter) throws SyncFailed {
        int seconds = retryAfter.matches("[0-9]{1,9}") ? Integer.parseInt(retryAfter) : 1;
        seconds = Math.max(1, Math.min(seconds, LONGEST_PAUSE_SECONDS));
        if (seconds > patience) {
            busyUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            throw busy(seconds);
        }
        patience -= seconds;
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(seconds);
        }
    }

    private static SyncFailed busy(int seconds) {
        return SyncFailed.unavailable("tmdb-busy", "TheMovieDB wants no more requests for " + seconds + " s.", seconds);
    }

    private static <T> T read(byte[] json, Class<T> type) throws SyncFailed {
        try {
            return Json.readLenient(json, type);
        } catch (IOException e) {
            throw broken("answered with something that isn't the JSON we know");
        }
    }

    private static SyncFailed broken(String what) {
        return SyncFailed.broken("tmdb-broken", "TheMovieDB " + what + ".");
    }
}
