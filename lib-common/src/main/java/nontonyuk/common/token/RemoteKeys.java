package nontonyuk.common.token;

import java.io.IOException;
import java.math.BigInteger;
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
import java.util.concurrent.locks.ReentrantLock;
import nontonyuk.common.Dependency;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.problem.Problem;

/**
 * The public keys that auth publishes (a JWK set, RFC 7517), kept here. They are fetched anew every thirty seconds:
 * auth lets a new key wait for minutes before it signs, so it is known here by then, and one that was withdrawn is soon
 * forgotten.
 *
 * <p>A token with an unknown key id makes it look at once, unless the last look, whatever it was for, is less than ten
 * seconds old: forged ids can't flood auth. Where the last look failed, nobody can tell whether the token is good: a
 * 503. Where it went well, a 401, which is wrong only for a key that signs within ten seconds after it was made. As
 * long as there is no key at all, whoever asks looks, one look at a time.
 */
public final class RemoteKeys implements TokenVerifier.Keys, Dependency {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private record JwkSet(List<Jwk> keys) {}

    private record Jwk(String kty, String kid, String n, String e) {}

    private final ServiceClient auth;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<String, RSAPublicKey> keys = Map.of();
    private final Duration pause;
    private final Duration refresh;
    private volatile long lastLook = System.nanoTime() - Duration.ofDays(1).toNanos();
    private boolean lastLookFailed;

    public RemoteKeys(Upstream auth) {
        this(auth, PAUSE, REFRESH);
    }

    /** For tests: {@code pause} is between looks for an unknown id, {@code refresh} between all. */
    RemoteKeys(Upstream auth, Duration pause, Duration refresh) {
        this.pause = pause;
        this.refresh = refresh;
        this.auth = new ServiceClient(auth, DEADLINE);
    }

    /** The key of that id. Throws the 503 {@code auth-unavailable} where auth can't be asked. */
    @Override
    public Optional<RSAPublicKey> find(String keyId) {
        var key = keys.get(keyId);
        return key == null ? findAnew(keyId) : Optional.of(key);
    }

    private Optional<RSAPublicKey> findAnew(String keyId) {
        long came = System.nanoTime();
        looking.lock();
        try {
            // Whoever came while another one looked has waited for what that one found.
            boolean mayLook = keys.isEmpty() ? lastLook - came < 0 : isOlderThan(pause);
            if (!keys.containsKey(keyId) && mayLook) look();
            if (keys.containsKey(keyId)) return Optional.of(keys.get(keyId));
            if (keys.isEmpty()) throw auth.unavailable("has not given us its keys yet");
            if (lastLookFailed) throw auth.unavailable("can't be asked for a key");
            return Optional.empty();
        } finally {
            looking.unlock();
        }
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - lastLook > age.toNanos();
    }

    private void look() {
        lastLookFailed = true;
        try {
            fetch();
            lastLookFailed = false;
        } catch (IOException | Problem e) {
            // The keys at hand are still good.
        }
        lastLook = System.nanoTime();
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

    /** Fetches them anew from time to time; that auth is away once they are here, does no harm. */
    @Override
    public void probe() throws IOException {
        if (!keys.isEmpty() && !isOlderThan(refresh)) return;
        looking.lock();
        try {
            look();
        } finally {
            looking.unlock();
        }
        if (keys.isEmpty()) throw new IOException("auth is not there yet");
    }
}
