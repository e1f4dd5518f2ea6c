package nontonyuk.common.token;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nontonyuk.common.Background;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.problem.Problem;

/**
 * A copy of the sessions that ended while their access tokens are still valid. Auth publishes the list; this class
 * fetches it one second after the last answer. While auth answers, every service refuses an ended session within five
 * seconds.
 *
 * <p>While auth is away, the last copy stays in force. A logout in that time has no effect here until auth is back; the
 * short life of access tokens bounds the damage.
 */
public final class EndedSessions implements TokenVerifier.Sessions, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private record Ended(List<String> data) {}

    private final ServiceClient auth;
    private volatile Set<String> ended;
    private volatile Background.Job job;

    private EndedSessions(Upstream auth) {
        this.auth = new ServiceClient(auth, DEADLINE);
    }

    /** Fetches the list now and then again in the background, until it is closed. */
    public static EndedSessions follow(Upstream auth) {
        return follow(auth, PERIOD);
    }

    static EndedSessions follow(Upstream auth, Duration period) {
        var sessions = new EndedSessions(auth);
        sessions.job = Background.every("ended-sessions", period, sessions::refresh);
        return sessions;
    }

    /** Throws the 503 {@code auth-unavailable} until the first copy is here. */
    @Override
    public boolean hasEnded(String session) {
        var copy = ended;
        if (copy == null) throw auth.unavailable("has not published the ended sessions yet");
        return copy.contains(session);
    }

    private void refresh() {
        try {
            fetch();
        } catch (IOException | Problem e) {
            // Readiness reports auth as missing before the first copy.
            if (ended != null)
                throw auth.unavailable("is away: a user who logs out keeps access until the token expires");
        }
    }

    private synchronized void fetch() throws IOException {
        var answer = auth.get("/sessions/ended", null);
        if (answer.status() != 200) throw new IOException("auth has not published the ended sessions yet");
        var list = answer.whole(Ended.class).data();
        if (list == null) throw new IOException("auth gave no list of ended sessions");
        ended = Set.copyOf(list);
    }

    /** Fetches the first copy. Auth may be away after that. */
    public void probe() throws IOException {
        if (ended != null) return;
        try {
            fetch();
        } catch (Problem e) {
            throw new IOException("auth is not there yet");
        }
    }

    @Override
    public void close() {
        job.close();
    }
}
