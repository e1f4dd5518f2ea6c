package nontonyuk.labs.check;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import nontonyuk.common.Background;

/** The requests that wait for an answer. Each has a limit, after which its connection is closed. */
final class Calls {
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(Background.threads("end-of-calls"));

    private final Set<Call> open = ConcurrentHashMap.newKeySet();

    /** A request on its way. */
    final class Call implements AutoCloseable {
        final String request;
        final Socket socket;
        private final long begin = System.nanoTime();
        private volatile boolean isLate;
        private final Future<?> end;

        Call(String request, Socket socket, Duration limit) {
            this.request = request;
            this.socket = socket;
            this.end = TIMER.schedule(this::end, limit.toMillis(), MILLISECONDS);
            open.add(this);
        }

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        /** Whether its time is over. */
        boolean isLate() {
            return isLate;
        }

        private void end() {
            isLate = true;
            cut();
        }

        private void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                // A socket that fails to close is closed anyway.
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            open.remove(this);
            cut();
        }
    }

    /** Opens a connection to this port of 127.0.0.1 for a request. */
    Call begin(String request, int port, Duration limit) throws IOException {
        return new Call(request, new Socket("127.0.0.1", port), limit);
    }

    /** The call that waits longest. */
    Optional<Call> longest() {
        return open.stream().max(Comparator.comparing(Call::time));
    }

    void cutAll() {
        open.forEach(Call::cut);
    }
}
