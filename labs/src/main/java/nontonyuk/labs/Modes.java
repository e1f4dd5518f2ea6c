package nontonyuk.labs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * How a stand-in behaves now: as the real service does, which is the first of the kinds, or in one of the ways in which
 * such a service fails. It is set by {@code {"mode": "slow", "delay_ms": 500}}.
 */
public final class Modes<K extends Enum<K>> {
    private static final Set<String> FIELDS = Set.of("mode", "delay_ms");
    private static final int MAX_BODY = 1024;
    private static final int USUAL_DELAY_MS = 2_000;
    private static final int LONGEST_DELAY_MS = 60_000;

    private final Set<K> kinds;
    private final Set<K> delayed;
    private volatile Mode<K> now;

    /** One kind, and how late it is where being late belongs to it. */
    public record Mode<K>(K kind, int delayMs) {}

    /** {@code delayed} are the kinds that a delay can be given to. */
    public Modes(Class<K> kinds, Set<K> delayed) {
        this.kinds = EnumSet.allOf(kinds);
        this.delayed = delayed;
        this.now = usual(this.kinds.iterator().next());
    }

    public Mode<K> now() {
        return now;
    }

    public Answer shown() {
        return Answer.ok(new Shown(name(now.kind()), now.delayMs()));
    }

    /** Throws the 400 that says what is wrong with it, and then changes nothing. */
    public void set(byte[] json) {
        if (json.length > MAX_BODY) {
            throw invalid("The body is longer than " + MAX_BODY + " bytes.");
        }
        var body = parse(json);
        for (var field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw invalid("The body may have mode and delay_ms only.");
            }
        }
        var usual = usual(kind(body.path("mode")));
        now = body.has("delay_ms") ? delayed(usual.kind(), body.path("delay_ms")) : usual;
    }

    private Mode<K> usual(K kind) {
        return new Mode<>(kind, delayed.contains(kind) ? USUAL_DELAY_MS : 0);
    }

    private Mode<K> delayed(K kind, JsonNode delay) {
        if (!delayed.contains(kind)) {
            throw invalid("delay_ms goes with mode " + names(delayed) + " only.");
        }
        if (!delay.isInt() || delay.intValue() < 0 || delay.intValue() > LONGEST_DELAY_MS) {
            throw invalid("delay_ms must be a whole number from 0 to " + LONGEST_DELAY_MS + ".");
        }
        return new Mode<>(kind, delay.intValue());
    }

    private static JsonNode parse(byte[] json) {
        try {
            var body = Json.read(json, JsonNode.class);
            if (body.isObject()) return body;
        } catch (Problem e) {
            // Told below, like JSON that is no object.
        }
        throw invalid("The body must be a JSON object such as {\"mode\": \"slow\", \"delay_ms\": 500}.");
    }

    private K kind(JsonNode name) {
        for (var kind : kinds) {
            if (name(kind).equals(name.textValue())) return kind;
        }
        throw invalid("mode must be one of " + names(kinds) + ".");
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
