package nontonyuk.labs.tmdb;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * How the stand-in behaves: as TheMovieDB does, or in one of the ways in which such a service
 * fails.
 */
record Mode(Kind mode, int delayMs) {
    static final Mode OK = new Mode(Kind.OK, 0);
    private static final Set<String> FIELDS = Set.of("mode", "delay_ms");
    private static final int USUAL_DELAY_MS = 2_000;
    private static final int LONGEST_DELAY_MS = 60_000;

    enum Kind {
        @JsonProperty("ok")
        OK,
        /** The right answer, {@code delayMs} late. */
        @JsonProperty("slow")
        SLOW,
        /** No key is good enough. */
        @JsonProperty("refuse")
        REFUSE,
        /** A 200 whose body is broken off. */
        @JsonProperty("rubbish")
        RUBBISH,
        /** Always too many requests. */
        @JsonProperty("limit")
        LIMIT,
        @JsonProperty("error")
        ERROR
    }

    /**
     * Reads {@code {"mode": "slow", "delay_ms": 500}}, or says in {@link Invalid} what is wrong
     * with it.
     */
    static Mode read(byte[] json) {
        if (json.length > Request.MAX_BODY) {
            throw new Invalid("The body is longer than " + Request.MAX_BODY + " bytes.");
        }
        var body = parse(json);
        for (var field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new Invalid("The body may have mode and delay_ms only.");
            }
        }
        var kind = kind(body.path("mode"));
        if (!body.has("delay_ms")) return new Mode(kind, kind == Kind.SLOW ? USUAL_DELAY_MS : 0);
        if (kind != Kind.SLOW) throw new Invalid("delay_ms goes with mode slow only.");
        var delay = body.path("delay_ms");
        if (!delay.isInt() || delay.intValue() < 0 || delay.intValue() > LONGEST_DELAY_MS) {
            throw new Invalid(
                    "delay_ms must be a whole number from 0 to " + LONGEST_DELAY_MS + ".");
        }
        return new Mode(kind, delay.intValue());
    }

    private static JsonNode parse(byte[] json) {
        try {
            var body = Answer.JSON.readTree(json);
            if (body.isObject()) return body;
        } catch (IOException e) {
            // Told below, like JSON that is no object.
        }
        throw new Invalid(
                "The body must be a JSON object such as {\"mode\": \"slow\", \"delay_ms\": 500}.");
    }

    private static Kind kind(JsonNode name) {
        for (var kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name.textValue())) return kind;
        }
        throw new Invalid("mode must be one of ok, slow, refuse, rubbish, limit, error.");
    }

    /** A mode that can't be set; the message is for whoever sent it. */
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message);
        }
    }
}
