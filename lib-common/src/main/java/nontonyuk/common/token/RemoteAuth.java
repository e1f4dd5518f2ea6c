package nontonyuk.common.token;

import java.io.IOException;
import java.time.Duration;
import nontonyuk.common.Dependency;
import nontonyuk.common.Settings;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.metrics.Metrics;

/** Everything that a service needs of auth, as one dependency: the public keys and the ended sessions. */
public final class RemoteAuth implements Dependency {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Upstream upstream;
    private final RemoteKeys keys;
    private final EndedSessions sessions;
    private final ServiceClient client;

    private RemoteAuth(Upstream upstream) {
        this.upstream = upstream;
        this.keys = new RemoteKeys(upstream);
        this.sessions = EndedSessions.follow(upstream);
        this.client = new ServiceClient(upstream, DEADLINE);
    }

    /** The auth service at {@code AUTH_URL}. It may start later than the caller. */
    public static RemoteAuth at(Settings settings) {
        return new RemoteAuth(Upstream.at(settings, "auth", 8001));
    }

    /** Verifies tokens with the keys and sessions that auth publishes. */
    public TokenVerifier verifier() {
        return new TokenVerifier(keys, sessions);
    }

    /** For the gateway, which forwards to auth. */
    public Upstream upstream() {
        return upstream;
    }

    /** Calls auth with a deadline of two seconds. */
    public ServiceClient client() {
        return client;
    }

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public void measure(Metrics metrics) {
        upstream.measure(metrics);
    }

    /** Waits until auth is up and both copies are here. Auth may be away after that. */
    @Override
    public void probe() throws IOException {
        client.probe();
        keys.probe();
        sessions.probe();
    }
}
