package nontonyuk.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.Json;
import nontonyuk.common.Problem;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.Settings;

/** Hands films to movie: with a service token from auth, in batches that movie takes. */
final class FilmDelivery {
    private static final int SHORTEST_SECRET = 16;
    private static final int BATCH_FILMS = 10;

    /** Movie refuses a body over 64 KB, which ten films with long texts can reach. */
    private static final int BATCH_BYTES = 60 * 1024;

    private record Credentials(String grantType, String clientId, String clientSecret) {}

    private record Token(String accessToken) {}

    private record Batch(List<ImportedFilm> films) {}

    /** What movie did with films that it was given. */
    record Counts(int created, int updated, int unchanged) {
        private Counts plus(Counts more) {
            return new Counts(
                    created + more.created, updated + more.updated, unchanged + more.unchanged);
        }
    }

    private final ServiceClient auth;
    private final ServiceClient movie;
    private final String clientSecret;

    FilmDelivery(ServiceClient auth, ServiceClient movie, String clientSecret) {
        if (clientSecret.length() < SHORTEST_SECRET) {
            throw new Settings.Invalid(
                    "GATEWAY_CLIENT_SECRET must have at least " + SHORTEST_SECRET + " characters");
        }
        this.auth = auth;
        this.movie = movie;
        this.clientSecret = clientSecret;
    }

    Counts deliver(List<ImportedFilm> films) throws SyncFailed {
        var authorization = "Bearer " + token();
        var counts = new Counts(0, 0, 0);
        for (var batch : batches(films)) {
            counts = counts.plus(post(movie, "/movies/import", authorization, batch, Counts.class));
        }
        return counts;
    }

    private String token() throws SyncFailed {
        var credentials = new Credentials("client_credentials", "gateway", clientSecret);
        return post(auth, "/service-token", null, credentials, Token.class).accessToken();
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

    private static <T> T post(
            ServiceClient service, String path, String authorization, Object body, Class<T> type)
            throws SyncFailed {
        var name = service.name();
        try {
            var answer = service.post(path, authorization, body);
            if (answer.status() == 503) throw service.unavailable("isn't ready yet");
            if (answer.status() >= 300) {
                var reason = answer.status() + " " + answer.problemCode();
                throw SyncFailed.broken(
                        name + "-refused", "The service " + name + " refused: " + reason + ".");
            }
            var data = answer.data(type);
            if (data != null) return data;
        } catch (Problem e) {
            throw SyncFailed.unavailable(e.code(), e.getMessage(), 1);
        } catch (IOException e) {
            // Told below, like an answer without data.
        }
        throw SyncFailed.broken(
                name + "-broken", "The service " + name + " answered something unknown.");
    }
}
