package nontonyuk.movie;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import nontonyuk.common.Check;
import nontonyuk.common.Database;
import nontonyuk.common.Request;
import nontonyuk.common.Response;

/**
 * Takes over films from TheMovieDB, which the gateway fetches. Doing it again changes nothing: a film is known by its
 * number there. What TheMovieDB says of a film wins over what an admin has written since.
 */
final class Imports {
    private static final int MOST_FILMS = 100;

    private final Database database;
    private final Films films;
    private final Programme programme;

    Imports(Database database, Films films, Programme programme) {
        this.database = database;
        this.films = films;
        this.programme = programme;
    }

    private record NewImport(List<ImportedFilm> films) {
        NewImport {
            films = films == null ? List.of() : films;
            var check = new Check();
            check.that(
                    !films.isEmpty() && films.size() <= MOST_FILMS,
                    "films",
                    "out-of-range",
                    "must have 1 to " + MOST_FILMS + " films");
            var numbers = new HashSet<Long>();
            for (int i = 0; i < films.size(); i++) {
                var film = films.get(i);
                check.present("films[" + i + "]", film);
                check.that(
                        film == null || numbers.add(film.tmdbId()),
                        "films[" + i + "].tmdb_id",
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
     * Each film is stored by itself: one transaction over all would make two imports wait for each other's rows, and an
     * import that breaks off is just sent again.
     */
    Response run(Request request) {
        var outcomes =
                request.body(NewImport.class).films().stream().map(this::store).collect(Collectors.toList());
        int created = Collections.frequency(outcomes, Outcome.CREATED);
        int updated = Collections.frequency(outcomes, Outcome.UPDATED);
        int unchanged = Collections.frequency(outcomes, Outcome.UNCHANGED);
        if (created > 0) programme.planSoon();
        return Response.ok("Films imported", new Counts(created, updated, unchanged));
    }

    private Outcome store(ImportedFilm film) {
        var known = database.one(Film.SELECT + "WHERE tmdb_id = ?", Film::read, film.tmdbId());
        if (known.isEmpty()) return create(film);
        // Compared here, not by the count of changed rows, which another driver setting turns into
        // found rows.
        if (film.saysTheSameAs(known.get())) return Outcome.UNCHANGED;
        films.replace(known.get().id(), film);
        return Outcome.UPDATED;
    }

    private Outcome create(ImportedFilm film) {
        try {
            database.transaction(transaction -> films.insert(transaction, film.tmdbId(), film));
            return Outcome.CREATED;
        } catch (Database.Duplicate e) {
            return store(film); // another import was first
        }
    }
}
