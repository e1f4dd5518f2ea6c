package nontonyuk.common.token;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import nontonyuk.common.client.ServiceClient;

/**
 * The token with which a service calls another on its own account. Auth issues it for the service's secret (RFC 6749
 * §4.4). The service uses it until less than a third of its lifetime is left.
 */
public final class ServiceToken {
    private record Credentials(String grantType, String clientId, String clientSecret) {}

    /** {@code expiresIn} is in seconds. */
    private record Token(String accessToken, long expiresIn) {
        private Token {
            Objects.requireNonNull(accessToken);
        }
    }

    private final ServiceClient auth;
    private final Credentials credentials;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private String authorization;
    private long renewAt;

    /**
     * {@code clientId} is the service's own name, and {@code secret} is the value of its setting, such as
     * {@code ORDER_CLIENT_SECRET}.
     */
    public ServiceToken(ServiceClient auth, String clientId, String secret) {
        this(auth, clientId, secret, System::nanoTime);
    }

    ServiceToken(ServiceClient auth, String clientId, String secret, LongSupplier nanoTime) {
        this.auth = auth;
        this.credentials = new Credentials("client_credentials", clientId, secret);
        this.nanoTime = nanoTime;
    }

    /**
     * The whole value of an {@code Authorization} header. One call at a time asks auth for a token, and other threads
     * wait for it. Throws the 503 {@code auth-unavailable} when auth is away, and the 502 {@code auth-refused} when it
     * refuses the secret.
     */
    public String authorization() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            if (authorization == null || now - renewAt > 0) {
                var token = auth.post("/service-token", null, credentials, Token.class);
                authorization = "Bearer " + token.accessToken();
                // The lifetime begins after the request and before the answer, so count from the request.
                renewAt = now + Duration.ofSeconds(token.expiresIn()).toNanos() * 2 / 3;
            }
            return authorization;
        } finally {
            lock.unlock();
        }
    }
}
