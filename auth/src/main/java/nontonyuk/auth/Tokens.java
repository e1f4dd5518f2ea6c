package nontonyuk.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import nontonyuk.common.Problem;
import nontonyuk.common.Response;
import nontonyuk.common.Role;
import nontonyuk.common.TokenVerifier;

/** Makes access tokens: JWTs as RFC 9068 describes them, signed with the current key. */
final class Tokens {
    private static final Duration SERVICE_LIFE = Duration.ofSeconds(60);

    private final SigningKeys keys;
    private final Duration userLife;

    Tokens(SigningKeys keys, int userMinutes) {
        this.keys = keys;
        this.userLife = Duration.ofMinutes(userMinutes);
    }

    /** The fields of RFC 6749 §5.1; {@code expiresIn} is in seconds. */
    record Token(String accessToken, String tokenType, long expiresIn) {}

    Token forUser(User user) {
        return sign(Long.toString(user.id()), user.role(), TokenVerifier.AUDIENCE, userLife);
    }

    Token forService(String name) {
        return sign(name, Role.SERVICE, TokenVerifier.INTERNAL_AUDIENCE, SERVICE_LIFE);
    }

    private Token sign(String subject, Role role, String audience, Duration life) {
        var key = keys.current();
        var now = Instant.now();
        var token =
                JWT.create()
                        .withHeader(Map.of("typ", TokenVerifier.TYPE))
                        .withKeyId(key.kid())
                        .withIssuer(TokenVerifier.ISSUER)
                        .withAudience(audience)
                        .withSubject(subject)
                        .withIssuedAt(now)
                        .withExpiresAt(now.plus(life))
                        .withJWTId(UUID.randomUUID().toString())
                        .withClaim("role", role.text())
                        .sign(Algorithm.RSA256(null, key.key()));
        return new Token(token, "Bearer", life.toSeconds());
    }

    /** The answer with a token in it, which nobody on the way may keep. */
    static Response response(String message, Token token) {
        return Response.ok(message, token).with("Cache-Control", "no-store");
    }

    /** The one answer to every wrong email, password, client or secret. */
    static Problem refused(String detail) {
        // The challenge for a request that had no token, and so no bad one either.
        return Problem.unauthorized("wrong-credentials", detail).with("WWW-Authenticate", "Bearer");
    }
}
