package nontonyuk.common.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;

/**
 * What a token says (RFC 9068 §2.2): each claim must be there, and of the type it should be. The library asks for
 * neither, and takes a time that is null for one that is right.
 */
final class TokenClaims {
    private static final long END_OF_TIME = 253_402_300_799L; // of the year 9999, in seconds

    private final JsonNode json;

    TokenClaims(JsonNode json) {
        this.json = json;
    }

    void checkTimes() {
        for (var name : List.of("iat", "exp", "nbf")) {
            var time = json.path(name);
            boolean mayBeMissing = name.equals("nbf") && !json.has(name);
            boolean isTime = time.isIntegralNumber() && time.canConvertToLong();
            if (!mayBeMissing && !(isTime && time.asLong() >= 0 && time.asLong() <= END_OF_TIME))
                throw TokenVerifier.invalid("The token has no " + name + " that is a time");
        }
    }

    Instant expiry() {
        return Instant.ofEpochSecond(json.path("exp").asLong());
    }

    /** The one whom the token is about; people have a session, services have none. */
    Caller caller() {
        text("jti");
        var subject = text("sub");
        var role = Role.named(text("role"))
                .orElseThrow(() -> TokenVerifier.invalid("The token's role is none that we know"));
        if (role == Role.SERVICE) {
            checkAudience(TokenVerifier.INTERNAL_AUDIENCE);
            if (json.has("sid")) throw TokenVerifier.invalid("The token of a service has no session");
            return new Caller(subject, role, null);
        }
        checkAudience(TokenVerifier.AUDIENCE);
        if (!subject.matches("[1-9][0-9]{0,17}")) throw TokenVerifier.invalid("The token names no user");
        return new Caller(subject, role, text("sid"));
    }

    private String text(String name) {
        var value = json.path(name);
        if (!value.isTextual() || value.asText().isEmpty())
            throw TokenVerifier.invalid("The token has no " + name + " that is a text");
        return value.asText();
    }

    /** One audience alone, whether it stands by itself or in a list (RFC 7519 §4.1.3). */
    private void checkAudience(String wanted) {
        var given = json.path("aud");
        var only = given.isArray() && given.size() == 1 ? given.get(0) : given;
        if (!only.isTextual() || !only.asText().equals(wanted))
            throw TokenVerifier.invalid("The token is meant for somebody else");
    }
}
