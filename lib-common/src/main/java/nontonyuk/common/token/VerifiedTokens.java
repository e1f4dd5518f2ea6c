package nontonyuk.common.token;

import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Caller;

/**
 * A cache of verified tokens, so that the next request with the same token needs no signature check. The whole token is
 * the key. The cache holds at most a thousand tokens and drops the least recently used one.
 *
 * <p>It holds only facts that cannot change. {@link TokenVerifier} asks each time whether the key is still published
 * and the session is still open.
 */
final class VerifiedTokens {
    static final int MAX_TOKENS = 1_000;

    /** The caller, the key that signed, and the time until which the token is valid. */
    record Verified(Caller caller, String keyId, RSAPublicKey key, Instant until) {}

    private final Map<String, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    synchronized Optional<Verified> find(String token, Instant now) {
        return Optional.ofNullable(
                tokens.computeIfPresent(token, (key, known) -> now.isBefore(known.until()) ? known : null));
    }

    synchronized void add(String token, Verified verified) {
        tokens.put(token, verified);
    }

    synchronized int size() {
        return tokens.size();
    }
}
