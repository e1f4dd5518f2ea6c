package nontonyuk.common.token;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.Background;
import nontonyuk.common.Dependency;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.problem.Problem;

/**
 * The logins that were ended while access tokens of theirs may still be good, as auth publishes them, kept here and
 * fetched anew a second after the last answer. As long as auth answers, every service refuses an ended session within
 * five seconds.
 *
 * <p>While auth is away the last copy stays in force. Nobody who was refused gets in again; who logs out just then,
 * nobody hears of until auth is back, and the short life of access tokens is what bounds the damage.
 */
public final class EndedSessions implements TokenVerifier.Sessions, Dependency, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("sessions");
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private record Ended(List<String> data) {}

    private final ServiceClient auth;
    private final ScheduledExecutorService timer = Background.timer("ended-sessions");
    private volatile Set<String> ended;
    private boolean away;

    private EndedSessions(Upstream auth) {
        this.auth = new ServiceClient(auth, DEADLINE);
    }

    /** Follows what auth publishes, from now on and in the background. */
    public static EndedSessions follow(Upstream auth) {
        return follow(auth, EVERY);
    }

    static EndedSessions follow(Upstream auth, Duration every) {
        var sessions = new EndedSessions(auth);
        sessions.timer.scheduleWithFixedDelay(sessions::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return sessions;
    }

    /** Throws the 503 {@code auth-unavailable} as long as no copy was ever got. */
    @Override
    public boolean hasEnded(String session) {
        var copy = ended;
        if (copy == null) throw auth.unavailable("has not told us yet which sessions have ended");
        return copy.contains(session);
    }

    private void look() {
        try {
            fetch();
            if (away) LOG.log(System.Logger.Level.INFO, "auth is back");
            away = false;
        } catch (Throwable e) { // an Error, too, or the timer would never look again
            // Before the first copy, Readiness says it.
            if (!away && ended != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "auth is away: whoever logs out now keeps access until the token expires");
                away = true;
            }
        }
    }

    private synchronized void fetch() throws IOException {
        var answer = auth.get("/sessions/ended", null);
        if (answer.status() != 200) throw new IOException("auth has no list to give yet");
        ended = Set.copyOf(answer.whole(Ended.class).data());
    }

    @Override
    public String name() {
        return "auth's ended sessions";
    }

    @Override
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
        timer.shutdownNow();
    }
}
