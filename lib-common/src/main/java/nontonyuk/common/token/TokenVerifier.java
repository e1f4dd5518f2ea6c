package nontonyuk.common.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.access.Caller;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * Decides whether a bearer token (RFC 6750) is one of ours: an RS256 access token as RFC 9068 describes it, with the
 * rules of RFC 8725. Every service asks it for every request; nobody trusts that the gateway has.
 *
 * <p>The library checks signature and times. What it would let pass is refused here before: sloppy base64, a field
 * twice, another algorithm or type, critical extensions, keys that the token brings along, missing claims. Last it asks
 * whether the login that the token comes from was ended.
 */
public final class TokenVerifier implements Authenticator {
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
    private final Sessions sessions;
    private final VerifiedTokens verified = new VerifiedTokens();

    public TokenVerifier(Keys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** Where the public keys come from. */
    @FunctionalInterface
    public interface Keys {
        /** The key of that id, or nothing where no such key was published. */
        Optional<RSAPublicKey> find(String keyId);
    }

    /** Who knows which logins were ended before their tokens run out. */
    @FunctionalInterface
    public interface Sessions {
        boolean hasEnded(String session);
    }

    /**
     * The caller, by the request's {@code Authorization} headers.
     *
     * @throws Problem 401 where there is no token, or one that isn't good
     */
    @Override
    public Caller authenticate(List<String> authorization) {
        if (authorization == null) {
            throw Problem.unauthenticated("token-missing", "Send your token as Authorization: Bearer <token>.");
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
        var caller = remembered(token).orElseGet(() -> verifyAnew(token));
        if (caller.session() != null && sessions.hasEnded(caller.session())) {
            throw Problem.unauthorized("session-ended", "The session has ended; log in again.");
        }
        return caller;
    }

    private Optional<Caller> remembered(String token) {
        return verified.find(token, Instant.now())
                .filter(known -> keys.find(known.keyId()).equals(Optional.of(known.key())))
                .map(VerifiedTokens.Verified::caller);
    }

    private Caller verifyAnew(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) throw invalid("The token does not have three parts");
        var header = object(parts[0]);
        var claims = new TokenClaims(object(parts[1]));
        decoded(parts[2]);
        checkHeader(header);
        var keyId = header.path("kid").asText();
        var key = keys.find(keyId).orElseThrow(() -> invalid("The token is signed with a key that isn't ours"));
        claims.checkTimes();
        verifySignature(token, key);
        var caller = claims.caller();
        var until = claims.expiry().plusSeconds(CLOCK_LEEWAY_SECONDS);
        verified.keep(token, new VerifiedTokens.Verified(caller, keyId, key, until));
        return caller;
    }

    private static void checkHeader(JsonNode header) {
        header.fieldNames().forEachRemaining(field -> {
            if (!HEADER_FIELDS.contains(field)) throw invalid("The token's header has " + quoted(field));
        });
        if (!header.path("alg").asText().equals("RS256")) throw invalid("The token is not signed with RS256");
        if (!header.path("typ").asText().equals(TYPE)) throw invalid("The token is not of type " + TYPE);
        if (!header.path("kid").isTextual()) throw invalid("The token names no key");
    }

    private static void verifySignature(String token, RSAPublicKey key) {
        try {
            JWT.require(Algorithm.RSA256(key, null))
                    .withIssuer(ISSUER)
                    .acceptLeeway(CLOCK_LEEWAY_SECONDS)
                    .build()
                    .verify(token);
        } catch (TokenExpiredException e) {
            throw Problem.unauthorized("token-expired", "The token has expired; log in again.");
        } catch (JWTVerificationException e) {
            throw invalid("The token's signature, issuer or times are not right");
        }
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
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) return bytes;
        } catch (IllegalArgumentException e) {
            // Told below, like a second spelling.
        }
        throw invalid("A part of the token is not base64url");
    }

    private static String quoted(String field) {
        return field.matches("[A-Za-z0-9_]{1,20}") ? "the field " + field + ", which is not allowed" : "an odd field";
    }

    static Problem invalid(String why) {
        return Problem.unauthorized("token-invalid", why + ".");
    }
}
