package nontonyuk.common.token;

import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Caller;

/**
 * The tokens that were found good lately, so that the next request with one of them costs no signature check. The token
 * as a whole is the key: another letter, another token. There are at most a thousand; the one that was not asked for
 * the longest makes room.
 *
 * <p>What can change while a token is good is not remembered: whether its key is still published and its session still
 * goes on, {@link TokenVerifier} asks each time.
 */
final class VerifiedTokens {
    static final int MOST = 1_000;

    /** What was found: who calls, which key signed, and until when the token is good. */
    record Verified(Caller caller, String keyId, RSAPublicKey key, Instant until) {}

    private final Map<String, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Verified> find(String token, Instant now) {
        var verified = tokens.get(token);
        if (verified == null || now.isBefore(verified.until())) {
            return Optional.ofNullable(verified);
        }
        tokens.remove(token);
        return Optional.empty();
    }

    synchronized void keep(String token, Verified verified) {
        tokens.put(token, verified);
    }

    synchronized int size() {
        return tokens.size();
    }
}
