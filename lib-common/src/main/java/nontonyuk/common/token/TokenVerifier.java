package nontonyuk.common.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.access.Caller;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Span;

/**
 * Verifies bearer tokens (RFC 6750): RS256 access tokens as RFC 9068 describes them, with the rules of RFC 8725. Every
 * service verifies every token itself and does not rely on the gateway.
 *
 * <p>The library checks the signature and the times. {@link TokenForm} and {@link TokenClaims} check what the library
 * accepts too easily. At the end comes the question whether the session has ended.
 */
public final class TokenVerifier implements Authenticator {
    private static final int CLOCK_LEEWAY_SECONDS = 30;

    private final Keys keys;
    private final Sessions sessions;
    private final VerifiedTokens verified = new VerifiedTokens();

    public TokenVerifier(Keys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** The source of the public keys. */
    @FunctionalInterface
    public interface Keys {
        /** The key with that id, or nothing when auth has published no such key. */
        Optional<RSAPublicKey> find(String keyId);
    }

    /** The source of the sessions that ended before their tokens expire. */
    @FunctionalInterface
    public interface Sessions {
        boolean hasEnded(String session);
    }

    @Override
    public Caller authenticate(List<String> authorization) {
        if (authorization == null)
            throw Problem.unauthenticated("token-missing", "Send your token as Authorization: Bearer <token>.");
        var words = authorization.get(0).split(" ", 2);
        if (authorization.size() > 1 || words.length < 2 || !words[0].equalsIgnoreCase("Bearer")) {
            throw TokenForm.invalid("The Authorization header does not have the form Bearer <token>");
        }
        return verify(words[1].strip());
    }

    /** The caller that the token proves. Throws the 401 that says why it proves none. */
    public Caller verify(String token) {
        var caller = known(token);
        Span.request().put("role", caller.role().text());
        if (caller.session() != null && sessions.hasEnded(caller.session()))
            throw Problem.unauthorized("session-ended", "The session has ended; log in again.");
        return caller;
    }

    private Caller known(String token) {
        try (var span = Span.begin(Span.Kind.TOKEN, "verify the token")) {
            var known = remembered(token);
            span.put("verified_before", known.isPresent());
            return known.orElseGet(() -> verifyNew(token));
        }
    }

    /** A token that was verified before, if its key is still published. */
    private Optional<Caller> remembered(String token) {
        return verified.find(token, Instant.now())
                .filter(known -> keys.find(known.keyId()).equals(Optional.of(known.key())))
                .map(VerifiedTokens.Verified::caller);
    }

    private Caller verifyNew(String token) {
        var form = TokenForm.of(token);
        var claims = new TokenClaims(form.claims());
        var key = keys.find(form.keyId())
                .orElseThrow(() -> TokenForm.invalid("The token is signed with a key that auth has not published"));
        claims.checkTimes();
        verifySignature(token, key);
        var caller = claims.caller();
        var until = claims.expiry().plusSeconds(CLOCK_LEEWAY_SECONDS);
        verified.add(token, new VerifiedTokens.Verified(caller, form.keyId(), key, until));
        return caller;
    }

    private static void verifySignature(String token, RSAPublicKey key) {
        try {
            JWT.require(Algorithm.RSA256(key, null))
                    .withIssuer(TokenClaims.ISSUER)
                    .acceptLeeway(CLOCK_LEEWAY_SECONDS)
                    .build()
                    .verify(token);
        } catch (TokenExpiredException e) {
            throw Problem.unauthorized("token-expired", "The token has expired; log in again.");
        } catch (JWTVerificationException e) {
            throw TokenForm.invalid("The token's signature, issuer or times are wrong");
        }
    }
}
