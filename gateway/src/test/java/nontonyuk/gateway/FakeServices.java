package nontonyuk.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.*;
import nontonyuk.common.problem.Json;

/** Auth and the movie service for an import: one gives a token for the secret, one stores movies for the token. */
public final class FakeServices extends Dispatcher {
    private static final String TOKEN = "a-service-token";

    public final Map<Long, JsonNode> movies = new ConcurrentHashMap<>();
    public final List<Integer> batches = new CopyOnWriteArrayList<>();
    public volatile MockResponse movieAnswer;
    public volatile MockResponse authAnswer;

    private record Counts(int created, int updated, int unchanged, int kept) {}

    public FakeServices(TestGateway gateway) {
        gateway.auth.setDispatcher(this);
        gateway.movie.setDispatcher(this);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        var body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        return switch (request.getMethod() + " " + request.getTarget()) {
            case "POST /service-token" -> authAnswer == null ? token(json(body)) : authAnswer;
            case "POST /movies/import" -> {
                var trusted = ("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"));
                if (!trusted) yield status(401);
                if (body.length > 64 * 1024) yield status(413);
                yield movieAnswer == null ? imported(json(body)) : movieAnswer;
            }
            default ->
                new MockResponse.Builder()
                        .body("served")
                        .addHeader("Gateway-Cache-Control", "public, max-age=1")
                        .build();
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.readLenient(body, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse token(JsonNode credentials) {
        var good = credentials.size() == 3
                && credentials.path("grant_type").asText().equals("client_credentials")
                && credentials.path("client_id").asText().equals("gateway")
                && credentials.path("client_secret").asText().equals(TestGateway.SECRET);
        return good ? data(Map.of("access_token", TOKEN, "expires_in", 60)) : status(401);
    }

    private MockResponse imported(JsonNode body) {
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        for (var movie : body.path("movies")) {
            var before = movies.put(movie.path("tmdb_id").asLong(), movie);
            if (before == null) created++;
            else if (before.equals(movie)) unchanged++;
            else updated++;
        }
        batches.add(body.path("movies").size());
        return data(new Counts(created, updated, unchanged, 0));
    }

    public static MockResponse data(Object data) {
        var json = new String(Json.write(Map.of("message", "Done", "data", data)));
        return new MockResponse.Builder().body(json).build();
    }

    public static MockResponse status(int code) {
        return new MockResponse.Builder()
                .code(code)
                .body("{\"type\": \"/problems/a-problem\"}")
                .build();
    }
}
