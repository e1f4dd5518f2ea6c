package nontonyuk.common.token;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import java.util.Optional;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant NOW = Instant.now();
    private static final VerifiedTokens.Verified GOOD = new VerifiedTokens.Verified(
            new Caller("7", Role.CUSTOMER, TestTokens.SESSION),
            TestTokens.KEY_ID,
            TestTokens.publicKey(),
            NOW.plusSeconds(10));

    private final VerifiedTokens tokens = new VerifiedTokens();

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
