package nontonyuk.common.token;

import static nontonyuk.common.token.TestTokens.claims;
import static nontonyuk.common.token.TestTokens.sign;
import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWTCreator;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTest {
    private static final TokenVerifier VERIFIER = TestTokens.verifier();
    private static final Instant NOW = Instant.now();
    private static final VerifiedTokens.Verified GOOD = new VerifiedTokens.Verified(
            new Caller("7", Role.CUSTOMER, TestTokens.SESSION),
            TestTokens.KEY_ID,
            TestTokens.publicKey(),
            NOW.plusSeconds(10));

    private final VerifiedTokens tokens = new VerifiedTokens();

    private static JWTCreator.Builder good() {
        return claims("7", Role.CUSTOMER, TokenClaims.AUDIENCE);
    }

    private static String refusal(TokenVerifier verifier, String token) {
        var problem = assertThrows(Problem.class, () -> verifier.verify(token));
        assertEquals(401, problem.status());
        return problem.code();
    }

    private static String refusal(String token) {
        return refusal(VERIFIER, token);
    }

    @Test
    void a_good_token_says_who_calls() {
        assertEquals(new Caller("7", Role.CUSTOMER, TestTokens.SESSION), VERIFIER.verify(TestTokens.customer(7)));
        assertEquals(new Caller("gateway", Role.SERVICE, null), VERIFIER.verify(TestTokens.service("gateway")));
    }

    @Test
    void clocks_may_differ_by_thirty_seconds_and_no_more() {
        var now = Instant.now();
        VERIFIER.verify(sign(good().withExpiresAt(now.minusSeconds(20))));
        VERIFIER.verify(sign(good().withIssuedAt(now.plusSeconds(20))));
        assertEquals("token-expired", refusal(sign(good().withExpiresAt(now.minusSeconds(40)))));
        assertEquals("token-expired", refusal(TestTokens.expired()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("nontonyuk.common.token.OddTokens#all")
    void an_odd_token_is_refused_and_the_good_one_beside_it_is_not(String group, String name, String token) {
        VERIFIER.verify(OddTokens.control(group));
        assertEquals("token-invalid", refusal(token));
    }

    @Test
    void the_header_must_be_one_and_name_the_scheme() {
        var token = TestTokens.customer(7);
        assertEquals("7", VERIFIER.authenticate(List.of("bearer " + token)).subject());
        for (var headers :
                List.of(List.of("Basic eDp5"), List.of(token), List.of("Bearer " + token, "Bearer " + token))) {
            var problem = assertThrows(Problem.class, () -> VERIFIER.authenticate(headers));
            assertEquals("token-invalid", problem.code());
        }
    }

    @Test
    void a_session_that_ends_takes_its_tokens_along_and_no_others() {
        var ended = new HashSet<String>();
        var verifier = new TokenVerifier(id -> Optional.of(TestTokens.publicKey()), ended::contains);
        var token = sign(good());
        var another = sign(good().withClaim("sid", "another"));
        for (int i = 0; i < 2; i++) verifier.verify(token);
        ended.add(TestTokens.SESSION);
        assertEquals("session-ended", refusal(verifier, token));
        assertEquals("session-ended", refusal(verifier, sign(good())));
        verifier.verify(another);
        verifier.verify(TestTokens.service("gateway"));
    }

    @Test
    void a_token_that_was_good_is_refused_as_soon_as_its_key_is_withdrawn() {
        var key = new AtomicReference<>(TestTokens.publicKey());
        var verifier = new TokenVerifier(id -> Optional.ofNullable(key.get()), session -> false);
        var token = sign(good());
        verifier.verify(token);
        key.set(null);
        assertEquals("token-invalid", refusal(verifier, token));
        key.set(TestTokens.publicKey());
        verifier.verify(token);
    }

    @Test
    void a_token_that_was_good_is_refused_once_it_has_expired() {
        // Most of the thirty seconds of leeway are over, so the token is valid for a short time only.
        var token = sign(good().withExpiresAt(Instant.now().minusSeconds(22)));
        VERIFIER.verify(token);
        TestClient.await("its end", () -> hasExpired(token));
    }

    private static boolean hasExpired(String token) {
        try {
            VERIFIER.verify(token);
            return false;
        } catch (Problem problem) {
            return problem.code().equals("token-expired");
        }
    }

    @Test
    void a_token_is_known_until_it_expires_and_forgotten_then() {
        tokens.add("a", GOOD);
        assertEquals(Optional.of(GOOD), tokens.find("a", NOW.plusSeconds(9)));
        assertEquals(Optional.empty(), tokens.find("b", NOW));
        assertEquals(Optional.empty(), tokens.find("a", NOW.plusSeconds(10)));
        assertEquals(0, tokens.size());
    }

    @Test
    void of_more_than_a_thousand_the_one_that_nobody_asked_for_makes_room() {
        tokens.add("asked for", GOOD);
        tokens.add("not asked for", GOOD);
        for (int i = 0; i < VerifiedTokens.MAX_TOKENS - 1; i++) {
            assertTrue(tokens.find("asked for", NOW).isPresent());
            tokens.add("another " + i, GOOD);
        }
        assertEquals(VerifiedTokens.MAX_TOKENS, tokens.size());
        assertTrue(tokens.find("asked for", NOW).isPresent());
        assertEquals(Optional.empty(), tokens.find("not asked for", NOW));
    }
}
