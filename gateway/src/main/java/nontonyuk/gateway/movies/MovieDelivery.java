package nontonyuk.gateway.movies;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.ServiceToken;

/** Hands movies to movie: with the gateway's own token, in batches that movie takes. */
public final class MovieDelivery {
    private static final int BATCH_MOVIES = 10;

    /** Movie refuses a body over 64 KB, which ten movies with long texts can reach. */
    private static final int BATCH_BYTES = 60 * 1024;

    private record Batch(List<ImportedMovie> movies) {}

    /** What movie did with movies that it was given. */
    record Counts(int created, int updated, int unchanged) {
        private Counts plus(Counts more) {
            return new Counts(created + more.created, updated + more.updated, unchanged + more.unchanged);
        }
    }

    private final ServiceToken token;
    private final ServiceClient movie;

    public MovieDelivery(ServiceToken token, ServiceClient movie) {
        this.token = token;
        this.movie = movie;
    }

    Counts deliver(List<ImportedMovie> movies) throws SyncFailed {
        var counts = new Counts(0, 0, 0);
        try {
            for (var batch : batches(movies)) {
                var authorization = token.authorization(); // a slow import outlives a token
                counts = counts.plus(movie.post("/movies/import", authorization, batch, Counts.class));
            }
            return counts;
        } catch (Problem e) {
            throw SyncFailed.because(e);
        }
    }

    private static List<Batch> batches(List<ImportedMovie> movies) {
        var batches = new ArrayList<Batch>();
        int room = 0;
        for (var movie : movies) {
            int size = Json.write(movie).length + 1;
            if (size > room || batches.get(batches.size() - 1).movies().size() == BATCH_MOVIES) {
                batches.add(new Batch(new ArrayList<>()));
                room = BATCH_BYTES;
            }
            batches.get(batches.size() - 1).movies().add(movie);
            room -= size;
        }
        return batches;
    }
}
