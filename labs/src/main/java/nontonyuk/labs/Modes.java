package nontonyuk.labs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * The mode of a stand-in: the first constant behaves like the real service, each other one fails in one way. A PUT of
 * {@code {"mode": "slow", "delay_ms": 500}} to {@link #PATH} sets it. It takes the same key as the other requests.
 */
public final class Modes<K extends Enum<K>> {
    public static final String PATH = "/stand-in/mode";

    private static final Set<String> FIELDS = Set.of("mode", "delay_ms");
    private static final int MAX_BODY = 1024;
    private static final int DEFAULT_DELAY_MS = 2_000;
    private static final int MAX_DELAY_MS = 60_000;

    private final Set<K> kinds;
    private final Set<K> delayed;
    private volatile Mode<K> current;

    /** One kind, and its delay; the delay is 0 for a kind without one. */
    public record Mode<K>(K kind, int delayMs) {}

    /** {@code delayed} are the kinds that have a delay. */
    public Modes(Class<K> kinds, Set<K> delayed) {
        this.kinds = EnumSet.allOf(kinds);
        this.delayed = delayed;
        this.current = withDefaultDelay(this.kinds.iterator().next());
    }

    public Mode<K> current() {
        return current;
    }

    /** Answers a request to {@link #PATH}; throws a 400 or 405, and then the mode stays as it is. */
    public Response answer(Request request) {
        if (request.method().equals("PUT")) {
            current = parse(request.body());
        } else if (!request.isRead()) {
            throw Problem.methodNotAllowed("Use GET, HEAD, PUT.", "GET, HEAD, PUT");
        }
        return StandIn.json(200, new Shown(name(current.kind()), current.delayMs()));
    }

    private Mode<K> parse(byte[] json) {
        if (json.length > MAX_BODY) throw invalid("The body is longer than " + MAX_BODY + " bytes.");
        var body = object(json);
        for (var field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) throw invalid("The body may have mode and delay_ms only.");
        }
        var kind = kind(body.path("mode"));
        return body.has("delay_ms") ? withDelay(kind, body.path("delay_ms")) : withDefaultDelay(kind);
    }

    private Mode<K> withDefaultDelay(K kind) {
        return new Mode<>(kind, delayed.contains(kind) ? DEFAULT_DELAY_MS : 0);
    }

    private Mode<K> withDelay(K kind, JsonNode delay) {
        if (!delayed.contains(kind)) throw invalid("delay_ms goes with mode " + names(delayed) + " only.");
        if (!delay.isInt() || delay.intValue() < 0 || delay.intValue() > MAX_DELAY_MS) {
            throw invalid("delay_ms must be a whole number from 0 to " + MAX_DELAY_MS + ".");
        }
        return new Mode<>(kind, delay.intValue());
    }

    private static JsonNode object(byte[] json) {
        try {
            var body = Json.readStrictTree(json);
            if (body.isObject()) return body;
            throw new IOException("not an object");
        } catch (IOException e) {
            throw invalid("The body must be a JSON object such as {\"mode\": \"slow\", \"delay_ms\": 500}.");
        }
    }

    private K kind(JsonNode name) {
        return kinds.stream()
                .filter(kind -> name(kind).equals(name.textValue()))
                .findFirst()
                .orElseThrow(() -> invalid("mode must be one of " + names(kinds) + "."));
    }

    private static String names(Set<? extends Enum<?>> kinds) {
        return kinds.stream().map(Modes::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Problem invalid(String message) {
        return Problem.badRequest("invalid-mode", message);
    }

    private record Shown(String mode, int delayMs) {}
}
