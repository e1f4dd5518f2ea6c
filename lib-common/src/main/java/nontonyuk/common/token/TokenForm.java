package nontonyuk.common.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * The decoded parts of a token, and the checks that the library does not make (RFC 7515, RFC 8725). A token has three
 * parts in strict base64url, without a duplicate field. Its header names our algorithm, our type and a key.
 */
public record TokenForm(JsonNode header, JsonNode claims) {
    /** The type of an access token (RFC 9068 §2.1). */
    public static final String TYPE = "at+jwt";

    private static final int MAX_LENGTH = 4096;
    private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ", "kid");

    /** Throws the 401 {@code token-invalid} that names the fault. */
    static TokenForm of(String token) {
        if (token.length() > MAX_LENGTH) throw invalid("The token is too long");
        var parts = token.split("\\.", -1);
        if (parts.length != 3) throw invalid("The token does not have three parts");
        var header = object(parts[0]);
        var claims = object(parts[1]);
        decoded(parts[2]);
        checkHeader(header);
        return new TokenForm(header, claims);
    }

    String keyId() {
        return header.path("kid").asText();
    }

    private static void checkHeader(JsonNode header) {
        header.fieldNames().forEachRemaining(field -> {
            if (!HEADER_FIELDS.contains(field)) throw invalid("The token's header has " + quoted(field));
        });
        if (!header.path("alg").asText().equals("RS256")) throw invalid("The token is not signed with RS256");
        if (!header.path("typ").asText().equals(TYPE)) throw invalid("The token is not of type " + TYPE);
        if (!header.path("kid").isTextual()) throw invalid("The token names no key");
    }

    private static JsonNode object(String part) {
        try {
            var node = Json.readStrictTree(decoded(part));
            if (!node.isObject()) throw notAnObject();
            return node;
        } catch (IOException e) {
            throw notAnObject();
        }
    }

    private static Problem notAnObject() {
        return invalid("A part of the token is not a JSON object");
    }

    /** Strict base64url without padding (RFC 7515 §2): one content has one spelling. */
    private static byte[] decoded(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) throw notBase64Url();
            return bytes;
        } catch (IllegalArgumentException e) {
            throw notBase64Url();
        }
    }

    private static Problem notBase64Url() {
        return invalid("A part of the token is not base64url");
    }

    private static String quoted(String field) {
        return field.matches("[A-Za-z0-9_]{1,20}") ? "the field " + field + ", which is not allowed" : "an odd field";
    }

    static Problem invalid(String why) {
        return Problem.unauthorized("token-invalid", why + ".");
    }
}
