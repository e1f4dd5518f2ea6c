package nontonyuk.gateway.movies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final Set<Long> failedIds = new HashSet<>();
    private Problem failure;
    private boolean gaveUp;
    private int late;
    private int count;

    /** A movie that lacks something, so asking again does not help. */
    void lacking(Long tmdbId, String movie, String reason) {
        count++;
        if (named.size() < MAX_NAMED) named.add(new Entry(tmdbId, ImportedMovie.line(movie), reason));
    }

    /** The value of a call to TheMovieDB, or nothing: then the movie is left out. */
    <T> Optional<T> attempt(Long tmdbId, String movie, Supplier<T> call) {
        try {
            if (gaveUp) throw failure;
            return Optional.of(call.get());
        } catch (Problem e) {
            if (!gaveUp) note(tmdbId, e);
            lacking(tmdbId, movie, e.getMessage());
            return Optional.empty();
        }
    }

    private void note(Long tmdbId, Problem problem) {
        failure = problem;
        failedIds.add(tmdbId);
        if (problem.code().equals("tmdb-timeout")) late++;
        gaveUp = late >= MAX_LATE || !OF_ONE_ANSWER.contains(problem.code());
    }

    int count() {
        return count;
    }

    /** The first ones, at most a hundred. */
    List<Entry> named() {
        return named;
    }

    /** The ids of the movies to ask for last in the next sync. */
    Set<Long> failedIds() {
        return failedIds;
    }

    /** Whether the sync asked for nothing more before its end. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** The last failure. */
    Optional<Problem> failure() {
        return Optional.ofNullable(failure);
    }
}
