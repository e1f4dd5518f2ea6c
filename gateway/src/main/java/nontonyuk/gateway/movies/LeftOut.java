package nontonyuk.gateway.movies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nontonyuk.common.problem.Problem;

/**
 * The movies and pages that one sync leaves out, each with its reason. One failure leaves out one movie. If TheMovieDB
 * itself fails, or is late too often, the sync asks for nothing more.
 */
final class LeftOut {
    private static final Set<String> OF_ONE_ANSWER = Set.of("tmdb-broken", "tmdb-timeout");
    private static final int MAX_LATE = 10;
    private static final int MAX_NAMED = 100;

    /** {@code movie} is a title, or the page of a list that is missing as a whole. */
    record Entry(Long tmdbId, String movie, String reason) {}

    private final List<Entry> named = new ArrayList<>();
    private final Set<Long> failed = new HashSet<>();
    private Problem failure;
    private boolean gaveUp;
    private int late;
    private int count;

    /** A movie that lacks something, so asking again does not help. */
    void lacking(Long tmdbId, String movie, String reason) {
        count++;
        if (named.size() < MAX_NAMED) named.add(new Entry(tmdbId, ImportedMovie.line(movie), reason));
    }

    void failed(Long tmdbId, String movie, Problem problem) {
        failure = problem;
        if (!gaveUp) failed.add(tmdbId);
        if (problem.code().equals("tmdb-timeout")) late++;
        gaveUp |= late >= MAX_LATE || !OF_ONE_ANSWER.contains(problem.code());
        lacking(tmdbId, movie, problem.getMessage());
    }

    /** Throws the last failure again if the sync asks for nothing more. */
    void check() {
        if (gaveUp) throw failure;
    }

    int count() {
        return count;
    }

    /** At most a hundred of them, the first ones. */
    List<Entry> named() {
        return named;
    }

    /** The ids of the movies to ask for last in the next sync. */
    Set<Long> failedIds() {
        return failed;
    }

    /** Whether the sync asked for nothing more before its end. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** Writes one line if something failed; the next sync asks for it again. */
    void log(System.Logger log) {
        if (failure == null) return;
        var format = "TheMovieDB failed for some of them; the next import asks again. The last reason: {0}";
        log.log(System.Logger.Level.WARNING, format, failure.getMessage());
    }

    /** Throws the failure if there is one. */
    void throwFailure() {
        if (failure != null) throw failure;
    }
}
