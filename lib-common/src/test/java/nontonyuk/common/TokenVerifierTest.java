package nontonyuk.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nontonyuk.common.TestTokens.claims;
import static nontonyuk.common.TestTokens.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTest {
    private static final TokenVerifier VERIFIER = TestTokens.verifier();

    private static com.auth0.jwt.JWTCreator.Builder good() {
        return claims("7", Role.CUSTOMER, TokenVerifier.AUDIENCE);
    }

    private static Problem refusal(String token) {
        var problem = assertThrows(Problem.class, () -> VERIFIER.verify(token));
        assertEquals(401, problem.status());
        return problem;
    }

    @Test
    void a_good_token_says_who_calls() {
        assertEquals(new Caller("7", Role.CUSTOMER), VERIFIER.verify(TestTokens.customer(7)));
        assertEquals(
                new Caller("gateway", Role.SERVICE),
                VERIFIER.verify(TestTokens.service("gateway")));
    }

    @Test
    void clocks_may_differ_by_thirty_seconds_and_no_more() {
        var now = Instant.now();
        VERIFIER.verify(sign(good().withExpiresAt(now.minusSeconds(20))));
        VERIFIER.verify(sign(good().withIssuedAt(now.plusSeconds(20))));
        assertEquals(
                "token-expired", refusal(sign(good().withExpiresAt(now.minusSeconds(40)))).code());
        assertEquals("token-expired", refusal(TestTokens.expired()).code());
    }

    static Stream<String> odd_tokens() {
        var now = Instant.now();
        var token = TestTokens.customer(7);
        var parts = token.split("\\.");
        var hmacKey = Algorithm.HMAC256(TestTokens.publicKey().getEncoded());
        return Stream.of(
                "",
                "x",
                "..",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                token + ".x",
                token + "=",
                " " + token,
                secondSpelling(token),
                parts[0] + "." + encoded("{\"sub\":\"1\",\"role\":\"admin\"}") + "." + parts[2],
                encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"test-key\"}")
                        + "."
                        + parts[1]
                        + ".",
                encoded(
                                "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"test-key\"}")
                        + "."
                        + parts[1]
                        + "."
                        + parts[2],
                encoded("[]") + "." + parts[1] + "." + parts[2],
                TestTokens.forged(),
                good().sign(hmacKey),
                sign(good().withKeyId("another")),
                sign(good().withHeader(Map.of("typ", "JWT"))),
                sign(good().withHeader(Map.of("crit", List.of("exp")))),
                sign(good().withHeader(Map.of("jku", "http://127.0.0.1/"))),
                sign(good().withHeader(Map.of("jwk", Map.of()))),
                sign(good().withIssuer("somebody")),
                sign(good().withAudience("somebody")),
                sign(good().withAudience(TokenVerifier.AUDIENCE, "somebody")),
                sign(good().withAudience(TokenVerifier.INTERNAL_AUDIENCE)),
                sign(claims("gateway", Role.SERVICE, TokenVerifier.AUDIENCE)),
                sign(good().withSubject("")),
                sign(good().withSubject("07")),
                sign(good().withSubject("gateway")),
                sign(good().withClaim("role", "root")),
                sign(good().withClaim("role", "ADMIN")),
                sign(good().withClaim("role", 1)),
                sign(good().withIssuedAt(now.plusSeconds(60))),
                sign(good().withNotBefore(now.plusSeconds(60))),
                sign(JWT.create().withHeader(Map.of("typ", "at+jwt")).withKeyId("test-key")),
                sign(good().withClaim("exp", (Long) null)),
                sign(good().withClaim("iat", (Long) null)),
                sign(good().withAudience((String) null)),
                sign(good().withSubject(null)),
                sign(good().withClaim("role", (String) null)),
                sign(good().withJWTId(null)),
                "x".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("odd_tokens")
    void an_odd_token_is_refused(String token) {
        assertEquals("token-invalid", refusal(token).code());
    }

    @Test
    void the_header_must_be_one_and_name_the_scheme() {
        var token = TestTokens.customer(7);
        assertEquals("7", VERIFIER.verify(List.of("bearer " + token)).subject());
        for (var headers :
                List.of(
                        List.of("Basic eDp5"),
                        List.of(token),
                        List.of("Bearer " + token, "Bearer " + token))) {
            var problem = assertThrows(Problem.class, () -> VERIFIER.verify(headers));
            assertEquals("token-invalid", problem.code());
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    /** The same bytes, spelled with other unused bits in the last letter of the signature. */
    private static String secondSpelling(String token) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
