package nontonyuk.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nontonyuk.common.access.Role;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.TokenClaims;
import nontonyuk.common.token.TokenForm;

/** Makes access tokens: JWTs of RFC 9068, signed with the current key. */
final class Tokens {
    private static final Duration SERVICE_LIFE = Duration.ofSeconds(60);

    private final SigningKeys keys;
    private final Duration userLife;

    Tokens(SigningKeys keys, Duration userLife) {
        this.keys = keys;
        this.userLife = userLife;
    }

    /** An access token, with the fields of RFC 6749 §5.1. {@code expiresIn} is in seconds. */
    record Token(String accessToken, String tokenType, long expiresIn) {}

    Duration userLife() {
        return userLife;
    }

    Token forUser(User user, String sid) {
        var claims = claims(Long.toString(user.id()), user.role(), TokenClaims.AUDIENCE);
        return sign(claims.withClaim("sid", sid), userLife);
    }

    Token forService(String name) {
        return sign(claims(name, Role.SERVICE, TokenClaims.INTERNAL_AUDIENCE), SERVICE_LIFE);
    }

    private static JWTCreator.Builder claims(String subject, Role role, String audience) {
        return JWT.create()
                .withHeader(Map.of("typ", TokenForm.TYPE))
                .withIssuer(TokenClaims.ISSUER)
                .withAudience(audience)
                .withSubject(subject)
                .withJWTId(UUID.randomUUID().toString())
                .withClaim("role", role.text());
    }

    private Token sign(JWTCreator.Builder claims, Duration life) {
        var key = keys.current();
        var now = Instant.now();
        var token = claims.withKeyId(key.kid())
                .withIssuedAt(now)
                .withExpiresAt(now.plus(life))
                .sign(Algorithm.RSA256(null, key.key()));
        return new Token(token, "Bearer", life.toSeconds());
    }

    /** An answer with tokens, which no cache may store. */
    static Response response(String message, Record tokens) {
        return Response.ok(message, tokens).with("Cache-Control", "no-store");
    }

    /** One answer for a wrong email, password, client or secret. */
    static Problem refused(String detail) {
        return Problem.unauthenticated("wrong-credentials", detail);
    }
}
