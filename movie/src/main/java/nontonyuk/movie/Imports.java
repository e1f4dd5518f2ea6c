package nontonyuk.movie;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.sql.Database;

/**
 * Stores the movies that the gateway fetches from TheMovieDB. Each movie has a number there, so a repeated import
 * changes nothing. A movie that an admin has changed or removed stays as the admin left it.
 */
final class Imports {
    private static final int MAX_MOVIES = 100;

    private final Database database;
    private final Movies movies;
    private final AutoSchedule autoSchedule;

    Imports(Database database, Movies movies, AutoSchedule autoSchedule) {
        this.database = database;
        this.movies = movies;
        this.autoSchedule = autoSchedule;
    }

    private record NewImport(List<ImportedMovie> movies) {
        NewImport {
            movies = movies == null ? List.of() : movies;
            var check = new Check();
            check.that(
                    !movies.isEmpty() && movies.size() <= MAX_MOVIES,
                    "movies",
                    "out-of-range",
                    "must have 1 to " + MAX_MOVIES + " movies");
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

    /** A movie of TheMovieDB; {@code tmdbId} is its number there. */
    record ImportedMovie(Long tmdbId, String title, String genre, Long duration, String overview, LocalDate releaseDate)
            implements MovieDetails {
        ImportedMovie {
            var check = new Check();
            check.number("tmdb_id", tmdbId, 1, Long.MAX_VALUE);
            MovieDetails.check(check, title, genre, duration, overview, releaseDate);
            check.done();
            title = title.strip();
            genre = genre.strip();
        }

        boolean hasDetailsOf(Movie movie) {
            return title.equals(movie.title())
                    && genre.equals(movie.genre())
                    && duration.equals(movie.duration())
                    && Objects.equals(overview, movie.overview())
                    && Objects.equals(releaseDate, movie.releaseDate());
        }
    }

    private enum Result {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** An admin has changed or removed the movie. */
        KEPT
    }

    private record Counts(int created, int updated, int unchanged, int kept) {}

    /**
     * Stores each movie in its own transaction: with a single one, two imports would wait for each other's rows. A
     * repeated import completes an interrupted one.
     */
    Response run(Request request) {
        var results =
                request.body(NewImport.class).movies().stream().map(this::store).toList();
        int created = Collections.frequency(results, Result.CREATED);
        int updated = Collections.frequency(results, Result.UPDATED);
        int unchanged = Collections.frequency(results, Result.UNCHANGED);
        int kept = Collections.frequency(results, Result.KEPT);
        if (created > 0) autoSchedule.planSoon();
        return Response.ok("Movies imported", new Counts(created, updated, unchanged, kept));
    }

    private Result store(ImportedMovie movie) {
        var known = database.one(Movie.SELECT + "WHERE tmdb_id = ?", Movie::read, movie.tmdbId());
        if (known.isEmpty()) return isRemoved(movie) ? Result.KEPT : create(movie);
        if (known.get().byHand()) return Result.KEPT;
        // Not by the row count of the UPDATE: a setting of the driver decides whether it counts unchanged rows.
        if (movie.hasDetailsOf(known.get())) return Result.UNCHANGED;
        movies.replace(known.get().id(), movie, false);
        return Result.UPDATED;
    }

    private boolean isRemoved(ImportedMovie movie) {
        var sql = "SELECT 1 FROM removed_movies WHERE tmdb_id = ?";
        return database.one(sql, row -> true, movie.tmdbId()).isPresent();
    }

    private Result create(ImportedMovie movie) {
        try {
            database.transaction(transaction -> movies.insert(transaction, movie.tmdbId(), movie));
            return Result.CREATED;
        } catch (Database.Duplicate e) {
            return store(movie); // another import was first
        }
    }
}
