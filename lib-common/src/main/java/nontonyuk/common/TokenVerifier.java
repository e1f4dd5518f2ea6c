package nontonyuk.common;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a bearer token (RFC 6750) is one of ours: an RS256 access token as RFC 9068
 * describes it, with the rules of RFC 8725. Every service asks it for every request; nobody trusts
 * that the gateway has.
 *
 * <p>The library checks signature and times. What it would let pass is refused here before: sloppy
 * base64, a field twice, another algorithm or type, critical extensions, keys that the token brings
 * along, missing claims.
 */
public final class TokenVerifier {
    public static final String ISSUER = "nontonyuk-auth";

    /** The audience of people's tokens. */
    public static final String AUDIENCE = "nontonyuk";

    /** The audience of our services' own tokens. */
    public static final String INTERNAL_AUDIENCE = "nontonyuk-internal";

    public static final String TYPE = "at+jwt";

    private static final int CLOCK_LEEWAY_SECONDS = 30;
    private static final int LONGEST_TOKEN = 4096;
    private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ", "kid");

    private final Keys keys;

    public TokenVerifier(Keys keys) {
        this.keys = keys;
    }

    /** Where the public keys come from. */
    @FunctionalInterface
    public interface Keys {
        /** The key of that id, or nothing where no such key was published. */
        Optional<RSAPublicKey> find(String keyId);
    }

    /**
     * The caller, by the request's {@code Authorization} headers.
     *
     * @throws Problem 401 where there is no token, or one that isn't good
     */
    Caller verify(List<String> authorization) {
        if (authorization == null) {
            throw Problem.unauthorized(
                    "token-missing", "Send your token as Authorization: Bearer <token>.");
        }
        var words = authorization.get(0).split(" ", 2);
        if (authorization.size() > 1 || words.length < 2 || !words[0].equalsIgnoreCase("Bearer")) {
            throw invalid("The Authorization header is not one of the form Bearer <token>");
        }
        return verify(words[1].strip());
    }

    /** The caller, by the token itself. Throws the 401 that says why not. */
    public Caller verify(String token) {
        if (token.length() > LONGEST_TOKEN) throw invalid("The token is too long");
        var parts = token.split("\\.", -1);
        if (parts.length != 3) throw invalid("The token does not have three parts");
        var header = object(parts[0]);
        object(parts[1]);
        decoded(parts[2]);
        checkHeader(header);
        var key =
                keys.find(header.path("kid").asText())
                        .orElseThrow(
                                () -> invalid("The token is signed with a key that isn't ours"));
        return caller(verifySignature(token, key));
    }

    private static void checkHeader(JsonNode header) {
        header.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!HEADER_FIELDS.contains(field))
                                throw invalid("The token's header has " + quoted(field));
                        });
        if (!header.path("alg").asText().equals("RS256"))
            throw invalid("The token is not signed with RS256");
        if (!header.path("typ").asText().equals(TYPE))
            throw invalid("The token is not of type " + TYPE);
        if (!header.path("kid").isTextual()) throw invalid("The token names no key");
    }

    private static DecodedJWT verifySignature(String token, RSAPublicKey key) {
        try {
            return JWT.require(Algorithm.RSA256(key, null))
                    .withIssuer(ISSUER)
                    .acceptLeeway(CLOCK_LEEWAY_SECONDS)
                    .build()
                    .verify(token);
        } catch (TokenExpiredException e) {
            throw Problem.unauthorized("token-expired", "The token has expired; log in again.");
        } catch (JWTVerificationException e) {
            throw invalid("The token's signature, issuer or claims are not right");
        }
    }

    private static Caller caller(DecodedJWT token) {
        // The library takes a claim that is null for present, and then checks nothing.
        if (token.getExpiresAt() == null) throw invalid("The token never expires");
        if (token.getIssuedAt() == null) throw invalid("The token doesn't say when it was issued");
        if (token.getId() == null) throw invalid("The token has no id");
        if (token.getSubject() == null) throw invalid("The token names nobody");
        var role =
                Role.named(token.getClaim("role").asString())
                        .orElseThrow(() -> invalid("The token's role is none that we know"));
        var audience = role == Role.SERVICE ? INTERNAL_AUDIENCE : AUDIENCE;
        if (!List.of(audience).equals(token.getAudience()))
            throw invalid("The token is meant for somebody else");
        var subject = token.getSubject();
        if (role != Role.SERVICE && !subject.matches("[1-9][0-9]{0,17}"))
            throw invalid("The token names no user");
        return new Caller(subject, role);
    }

    private static JsonNode object(String part) {
        try {
            var node = Json.readStrictTree(decoded(part));
            if (node.isObject()) return node;
        } catch (IOException e) {
            // Told below, like JSON that isn't an object.
        }
        throw invalid("A part of the token is not a JSON object");
    }

    /** Strict base64url without padding (RFC 7515 §2): one spelling for one content. */
    private static byte[] decoded(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part))
                return bytes;
        } catch (IllegalArgumentException e) {
            // Told below, like a second spelling.
        }
        throw invalid("A part of the token is not base64url");
    }

    private static String quoted(String field) {
        return field.matches("[A-Za-z0-9_]{1,20}")
                ? "the field " + field + ", which is not allowed"
                : "an odd field";
    }

    private static Problem invalid(String why) {
        return Problem.unauthorized("token-invalid", why + ".");
    }
}
