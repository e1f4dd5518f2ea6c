package nontonyuk.labs.tmdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer, and those that TheMovieDB gives when something is wrong, code and wording as it
 * documents them.
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static final Answer INVALID_KEY =
            error(401, 7, "Invalid API key: You must be granted a valid key.");
    static final Answer INTERNAL_ERROR =
            error(500, 11, "Internal error: Something went wrong, contact TMDB.");
    static final Answer INVALID_PAGE =
            error(
                    422,
                    22,
                    "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.");
    static final Answer TOO_MANY_REQUESTS =
            error(429, 25, "Your request count (#) is over the allowed limit of (40).")
                    .with("Retry-After", "1");
    static final Answer NOT_FOUND =
            error(404, 34, "The resource you requested could not be found.");
    static final Answer WRONG_METHOD =
            error(405, 42, "This request method is not supported for this resource.")
                    .with("Allow", "GET, HEAD");

    /** Cut off in the middle, as by a proxy that gave up. */
    static final Answer RUBBISH =
            new Answer(
                    200,
                    type(),
                    "{\"page\":1,\"results\":[{\"id\":\"tw".getBytes(StandardCharsets.UTF_8));

    static Answer ok(Object value) {
        return json(200, value);
    }

    static Answer json(int status, Object value) {
        try {
            return new Answer(status, type(), JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer error(int status, int code, String message) {
        return json(status, new Failure(false, code, message));
    }

    private static Map<String, String> type() {
        return Map.of("Content-Type", "application/json;charset=utf-8");
    }

    Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body);
    }

    private record Failure(boolean success, int statusCode, String statusMessage) {}
}
