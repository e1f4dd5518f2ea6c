package nontonyuk.common.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;

/**
 * The claims of a token (RFC 9068 §2.2). Each claim must be present and have the right type; the library checks
 * neither, and accepts a time that is null.
 */
public final class TokenClaims {
    public static final String ISSUER = "nontonyuk-auth";

    /** The audience of people's tokens. */
    public static final String AUDIENCE = "nontonyuk";

    /** The audience of our services' own tokens. */
    public static final String INTERNAL_AUDIENCE = "nontonyuk-internal";

    private static final long MAX_TIME = 253_402_300_799L; // the end of the year 9999, in seconds

    private final JsonNode json;

    TokenClaims(JsonNode json) {
        this.json = json;
    }

    void checkTimes() {
        for (var name : List.of("iat", "exp", "nbf")) {
            var time = json.path(name);
            boolean isOptional = name.equals("nbf") && !json.has(name);
            boolean isTime = time.isIntegralNumber() && time.canConvertToLong();
            if (!isOptional && !(isTime && time.asLong() >= 0 && time.asLong() <= MAX_TIME))
                throw TokenForm.invalid("The token has no " + name + " that is a time");
        }
    }

    Instant expiry() {
        return Instant.ofEpochSecond(json.path("exp").asLong());
    }

    /** The person or the service that the token is about. People have a session, services have none. */
    Caller caller() {
        text("jti");
        var subject = text("sub");
        var role = Role.named(text("role")).orElseThrow(() -> TokenForm.invalid("The token's role is unknown"));
        if (role == Role.SERVICE) {
            checkAudience(INTERNAL_AUDIENCE);
            if (json.has("sid")) throw TokenForm.invalid("The token of a service has no session");
            return new Caller(subject, role, null);
        }
        checkAudience(AUDIENCE);
        if (!subject.matches("[1-9][0-9]{0,17}")) throw TokenForm.invalid("The token names no user");
        return new Caller(subject, role, text("sid"));
    }

    private String text(String name) {
        var value = json.path(name);
        if (!value.isTextual() || value.asText().isEmpty())
            throw TokenForm.invalid("The token has no " + name + " that is a text");
        return value.asText();
    }

    /** Exactly one audience, alone or in a list (RFC 7519 §4.1.3). */
    private void checkAudience(String expected) {
        var given = json.path("aud");
        var only = given.isArray() && given.size() == 1 ? given.get(0) : given;
        if (!only.isTextual() || !only.asText().equals(expected))
            throw TokenForm.invalid("The token is for another audience");
    }
}
