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
 * A copy of the public keys that auth publishes (a JWK set, RFC 7517). It is fetched again every thirty seconds. Auth
 * publishes a new key minutes before it signs with it, so the copy has it in time. A withdrawn key soon leaves the
 * copy.
 *
 * <p>A token with an unknown key id causes a fetch, but not within ten seconds of the last one. So forged key ids
 * cannot flood auth. If the last fetch failed, the token can be neither accepted nor refused: the answer is a 503. If
 * it succeeded, the answer is a 401. While the copy is empty, each request may fetch, one at a time.
 */
public final class RemoteKeys implements TokenVerifier.Keys, Dependency {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private record JwkSet(List<Jwk> keys) {}

    private record Jwk(String kty, String kid, String n, String e) {}

    private final ServiceClient auth;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, RSAPublicKey> keys = Map.of();
    private final Duration pause;
    private final Duration refresh;
    private volatile long fetchedAt = System.nanoTime() - Duration.ofDays(1).toNanos();
    private boolean lastFetchFailed;

    public RemoteKeys(Upstream auth) {
        this(auth, PAUSE, REFRESH);
    }

    /** For tests: {@code pause} is between fetches for an unknown id, {@code refresh} between regular ones. */
    RemoteKeys(Upstream auth, Duration pause, Duration refresh) {
        this.pause = pause;
        this.refresh = refresh;
        this.auth = new ServiceClient(auth, DEADLINE);
    }

    /** The key with that id. Throws the 503 {@code auth-unavailable} when auth cannot be asked. */
    @Override
    public Optional<RSAPublicKey> find(String keyId) {
        var key = keys.get(keyId);
        return key == null ? fetchAndFind(keyId) : Optional.of(key);
    }

    private Optional<RSAPublicKey> fetchAndFind(String keyId) {
        long arrivedAt = System.nanoTime();
        fetching.lock();
        try {
            // A thread that waited for the lock uses the keys just fetched.
            boolean mayFetch = keys.isEmpty() ? fetchedAt - arrivedAt < 0 : isOlderThan(pause);
            if (!keys.containsKey(keyId) && mayFetch) refresh();
            if (keys.containsKey(keyId)) return Optional.of(keys.get(keyId));
            if (keys.isEmpty()) throw auth.unavailable("has not published its keys yet");
            if (lastFetchFailed) throw auth.unavailable("cannot be asked for a key");
            return Optional.empty();
        } finally {
            fetching.unlock();
        }
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - fetchedAt > age.toNanos();
    }

    /** Fetches the keys. If that fails, the old copy stays in force. */
    private void refresh() {
        lastFetchFailed = true;
        try {
            fetch();
            lastFetchFailed = false;
        } catch (IOException | Problem e) {
            // Readiness reports an auth that is away.
        }
        fetchedAt = System.nanoTime();
    }

    private void fetch() throws IOException {
        var answer = auth.get("/.well-known/jwks.json", null);
        if (answer.status() != 200) throw new IOException("auth has no keys yet");
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

    /** Fetches the keys when the copy is old. Auth may be away once the copy has keys. */
    @Override
    public void probe() throws IOException {
        if (!keys.isEmpty() && !isOlderThan(refresh)) return;
        fetching.lock();
        try {
            refresh();
        } finally {
            fetching.unlock();
        }
        if (keys.isEmpty()) throw new IOException("auth is not there yet");
    }
}
