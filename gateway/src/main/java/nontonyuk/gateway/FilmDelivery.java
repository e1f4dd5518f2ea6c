package nontonyuk.gateway;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.Json;
import nontonyuk.common.Problem;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.ServiceToken;

/** Hands films to movie: with the gateway's own token, in batches that movie takes. */
final class FilmDelivery {
    private static final int BATCH_FILMS = 10;

    /** Movie refuses a body over 64 KB, which ten films with long texts can reach. */
    private static final int BATCH_BYTES = 60 * 1024;

    private record Batch(List<ImportedFilm> films) {}

    /** What movie did with films that it was given. */
    record Counts(int created, int updated, int unchanged) {
        private Counts plus(Counts more) {
            return new Counts(created + more.created, updated + more.updated, unchanged + more.unchanged);
        }
    }

    private final ServiceToken token;
    private final ServiceClient movie;

    FilmDelivery(ServiceToken token, ServiceClient movie) {
        this.token = token;
        this.movie = movie;
    }

    Counts deliver(List<ImportedFilm> films) throws SyncFailed {
        var counts = new Counts(0, 0, 0);
        try {
            for (var batch : batches(films)) {
                var authorization = token.authorization(); // a slow import outlives a token
                counts = counts.plus(movie.post("/movies/import", authorization, batch, Counts.class));
            }
            return counts;
        } catch (Problem e) {
            throw SyncFailed.because(e);
        }
    }

    private static List<Batch> batches(List<ImportedFilm> films) {
        var batches = new ArrayList<Batch>();
        int room = 0;
        for (var film : films) {
            int size = Json.write(film).length + 1;
            if (size > room || batches.get(batches.size() - 1).films().size() == BATCH_FILMS) {
                batches.add(new Batch(new ArrayList<>()));
                room = BATCH_BYTES;
            }
            batches.get(batches.size() - 1).films().add(film);
            room -= size;
        }
        return batches;
    }
}
