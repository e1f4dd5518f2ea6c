package nontonyuk.movie;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.sql.Database;

/**
 * Takes over movies from TheMovieDB, which the gateway fetches. Doing it again changes nothing: a movie is known by its
 * number there. What TheMovieDB says of a movie wins over what an admin has written since.
 */
final class Imports {
    private static final int MOST_MOVIES = 100;

    private final Database database;
    private final Movies movies;
    private final AutoSchedule programme;

    Imports(Database database, Movies movies, AutoSchedule programme) {
        this.database = database;
        this.movies = movies;
        this.programme = programme;
    }

    private record NewImport(List<ImportedMovie> movies) {
        NewImport {
            movies = movies == null ? List.of() : movies;
            var check = new Check();
            check.that(
                    !movies.isEmpty() && movies.size() <= MOST_MOVIES,
                    "movies",
                    "out-of-range",
                    "must have 1 to " + MOST_MOVIES + " movies");
            var numbers = new HashSet<Long>();
            for (int i = 0; i < movies.size(); i++) {
                var movie = movies.get(i);
                check.present("movies[" + i + "]", movie);
                check.that(
                        movie == null || numbers.add(movie.tmdbId()),
                        "movies[" + i + "].tmdb_id",
                        "duplicate",
                        "is in this import twice");
            }
            check.done();
        }
    }

    private enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    private record Counts(int created, int updated, int unchanged) {}

    /**
     * Each movie is stored by itself: one transaction over all would make two imports wait for each other's rows, and
     * an import that breaks off is just sent again.
     */
    Response run(Request request) {
        var outcomes =
                request.body(NewImport.class).movies().stream().map(this::store).collect(Collectors.toList());
        int created = Collections.frequency(outcomes, Outcome.CREATED);
        int updated = Collections.frequency(outcomes, Outcome.UPDATED);
        int unchanged = Collections.frequency(outcomes, Outcome.UNCHANGED);
        if (created > 0) programme.planSoon();
        return Response.ok("Movies imported", new Counts(created, updated, unchanged));
    }

    private Outcome store(ImportedMovie movie) {
        var known = database.one(Movie.SELECT + "WHERE tmdb_id = ?", Movie::read, movie.tmdbId());
        if (known.isEmpty()) return create(movie);
        // Compared here, not by the count of changed rows, which another driver setting turns into
        // found rows.
        if (movie.saysTheSameAs(known.get())) return Outcome.UNCHANGED;
        movies.replace(known.get().id(), movie);
        return Outcome.UPDATED;
    }

    private Outcome create(ImportedMovie movie) {
        try {
            database.transaction(transaction -> movies.insert(transaction, movie.tmdbId(), movie));
            return Outcome.CREATED;
        } catch (Database.Duplicate e) {
            return store(movie); // another import was first
        }
    }
}
