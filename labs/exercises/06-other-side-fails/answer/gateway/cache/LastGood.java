package nontonyuk.gateway.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.gateway.forward.Forwarder;

/** Keeps the last good answer of each movie target, for the time when movie gives none. */
final class LastGood {
    private static final Duration MAX_AGE = Duration.ofSeconds($seconds$);
    private static final int MAX_TARGETS = 200;
    private static final int MAX_BYTES = 256 * 1024;

    /** {@code start} is the time in nanoseconds at which the gateway asked. */
    private record Good(Response answer, long start) {}

    private final Map<String, Good> answers = new LinkedHashMap<>();

    /** The answer of {@code movie}. If it throws a failure of movie, a good answer takes its place. */
    Response insteadOfNone(Request request, Supplier<Response> movie) {
        if (!isForMovies(request)) return movie.get();
        var target = Forwarder.target(request);
        long start = System.nanoTime();
        try {
            var answer = movie.get();
            note(target, answer, start);
            return answer;
        } catch (Problem failure) {
            if (failure.status() < 502) throw failure;
            return stale(target, failure);
        }
    }

    private static boolean isForMovies(Request request) {
        var path = request.rawPath();
        return request.method().equals("GET") && (path.equals("/api/movies") || path.startsWith("/api/movies/"));
    }

    /** After a 404 the target is gone, and so is its stored answer. */
    private synchronized void note(String target, Response answer, long start) {
        if (answer.status() == 404) answers.remove(target);
        if (answer.status() != 200 || answer.body().length > MAX_BYTES) return;
        answers.remove(target); // the newest is the last of the map
        answers.put(target, new Good(answer, start));
        if (answers.size() > MAX_TARGETS)
            answers.remove(answers.keySet().iterator().next());
    }

    private synchronized Response stale(String target, Problem failure) {
        var good = answers.get(target);
        long age = good == null ? 0 : System.nanoTime() - good.start;
        if (good == null || age >= MAX_AGE.toNanos()) throw failure;
        var seconds = Duration.ofNanos(age).toSeconds();
        return good.answer.with("Age", Long.toString(seconds)).with("X-$word$", "stale");
    }
}
