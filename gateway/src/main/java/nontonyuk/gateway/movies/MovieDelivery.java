package nontonyuk.gateway.movies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Json;
import nontonyuk.common.token.ServiceToken;

/** Sends the movies to the movie service in batches, with the gateway's own token. */
final class MovieDelivery {
    private static final int MAX_BATCH_MOVIES = 10;

    /** The movie service refuses a body over 64 KB. Ten movies with long texts can be larger. */
    private static final int MAX_BATCH_BYTES = 60 * 1024;

    /**
     * How many movies the movie service created, changed, and left as they were; an admin decided about the kept ones.
     */
    record Counts(int created, int updated, int unchanged, int kept) {
        private Counts plus(Counts more) {
            return new Counts(
                    created + more.created, updated + more.updated, unchanged + more.unchanged, kept + more.kept);
        }
    }

    private final ServiceToken token;
    private final ServiceClient movie;
    private final Runnable onChange;

    MovieDelivery(ServiceToken token, ServiceClient movie, Runnable onChange) {
        this.token = token;
        this.movie = movie;
        this.onChange = onChange;
    }

    Counts deliver(List<ImportedMovie> movies) {
        var counts = new Counts(0, 0, 0, 0);
        for (var batch : batches(movies)) {
            var authorization = token.authorization(); // again for each batch: a token may expire meanwhile
            try {
                counts =
                        counts.plus(movie.post("/movies/import", authorization, Map.of("movies", batch), Counts.class));
            } finally {
                onChange.run(); // also without an answer, because movie may have stored the batch
            }
        }
        return counts;
    }

    private static List<List<ImportedMovie>> batches(List<ImportedMovie> movies) {
        var batches = new ArrayList<List<ImportedMovie>>();
        int bytesLeft = 0;
        for (var movie : movies) {
            int size = Json.write(movie).length + 1;
            if (size > bytesLeft || batches.get(batches.size() - 1).size() == MAX_BATCH_MOVIES) {
                batches.add(new ArrayList<>());
                bytesLeft = MAX_BATCH_BYTES;
            }
            batches.get(batches.size() - 1).add(movie);
            bytesLeft -= size;
        }
        return batches;
    }
}
