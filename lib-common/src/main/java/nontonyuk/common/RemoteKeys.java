package nontonyuk.common;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys that auth publishes (a JWK set, RFC 7517), kept here. A token with an unknown key
 * id makes it look again, at most every ten seconds, so that new keys arrive by themselves and
 * forged ids can't flood auth.
 */
public final class RemoteKeys implements TokenVerifier.Keys, Dependency {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private record JwkSet(List<Jwk> keys) {}

    private record Jwk(String kty, String kid, String n, String e) {}

    private final ServiceClient auth;
    private volatile Map<String, RSAPublicKey> keys = Map.of();
    private long lastLook;

    public RemoteKeys(URI auth) {
        this.auth = new ServiceClient("auth", auth, Duration.ofSeconds(2));
    }

    /**
     * The key of that id. Throws the 503 {@code auth-unavailable} as long as no keys were ever got.
     */
    @Override
    public Optional<RSAPublicKey> find(String keyId) {
        var key = keys.get(keyId);
        if (key == null && mayLook()) {
            try {
                fetch();
            } catch (IOException | Problem e) {
                // The keys at hand are still good; whether there are any is asked below.
            }
            key = keys.get(keyId);
        }
        if (keys.isEmpty()) throw auth.unavailable("has not given us its keys yet");
        return Optional.ofNullable(key);
    }

    private synchronized boolean mayLook() {
        long now = System.nanoTime();
        if (keys.isEmpty() || now - lastLook > PAUSE_NANOS) {
            lastLook = now;
            return true;
        }
        return false;
    }

    private void fetch() throws IOException {
        var answer = auth.get("/.well-known/jwks.json", null);
        if (answer.status() != 200) throw new IOException("auth has no keys to give yet");
        var fresh = new HashMap<String, RSAPublicKey>();
        for (var jwk : answer.whole(JwkSet.class).keys()) {
            if ("RSA".equals(jwk.kty())) fresh.put(jwk.kid(), publicKey(jwk));
        }
        keys = Map.copyOf(fresh);
    }

    private static RSAPublicKey publicKey(Jwk jwk) throws IOException {
        try {
            var spec = new RSAPublicKeySpec(number(jwk.n()), number(jwk.e()));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("auth's key " + jwk.kid() + " cannot be read", e);
        }
    }

    private static BigInteger number(String base64url) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64url));
    }

    @Override
    public String name() {
        return "auth's keys";
    }

    @Override
    public void probe() throws IOException {
        if (!keys.isEmpty()) return;
        try {
            fetch();
        } catch (Problem e) {
            throw new IOException("auth is not there yet");
        }
    }
}
