package nontonyuk.common.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nontonyuk.common.metrics.RequestMetrics;

/**
 * Ends a server so that no accepted request is lost that can be answered in four seconds: it stops listening, answers
 * what has come, and only then closes the connections.
 *
 * <p>The four seconds are a bound, for the process has to be gone within five. What takes longer is cut off without an
 * answer, and whoever asked can't know what became of it; that is so for a request that waits out a
 * {@code GATEWAY_DEADLINE_MS} of more. An Idempotency-Key decides then.
 *
 * <p>{@code HttpServer.stop} alone doesn't do that. It closes the port at once, as it should, but then ends as soon as
 * no exchange is open, and with it the connections whose request is just on its way. So we visit the server ourselves,
 * and our visit stays open until the others have gone.
 */
final class Shutdown {
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration READING = Duration.ofSeconds(1);
    private static final int LOOKS = 15; // of two milliseconds each
    private static final int LOOKS_AMONG_MANY = 75;

    private final HttpServer server;
    private final RequestThreads threads;
    private final RequestMetrics traffic;
    private final CountDownLatch visiting = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int ownPort = -1;
    private volatile boolean portClosed;

    Shutdown(HttpServer server, RequestThreads threads, RequestMetrics traffic) {
        this.server = server;
        this.threads = threads;
        this.traffic = traffic;
    }

    /** Returns when all is answered, or after four seconds. */
    void run() {
        long end = System.nanoTime() + LONGEST.toNanos();
        try (var visit = new Socket(ownAddress(), server.getAddress().getPort())) {
            ownPort = visit.getLocalPort();
            visit.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: self\r\n\r\n".getBytes(US_ASCII));
            visiting.await(1, TimeUnit.SECONDS);
            closePort();
            waitForQuiet(end);
        } catch (IOException e) {
            // No connection to be had, not even for us: then there is only the end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.countDown();
        server.stop(0);
        threads.stop();
    }

    private InetAddress ownAddress() {
        var address = server.getAddress().getAddress();
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    /** Whether it is our own visit; if so, it takes until the end. */
    boolean holds(HttpExchange exchange) {
        var from = exchange.getRemoteAddress();
        if (from.getPort() != ownPort || !from.getAddress().equals(ownAddress())) return false;
        visiting.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /**
     * Whether it is time for {@code Connection: close}. Said any earlier, it would make every client connect anew while
     * the port is open, and of those calls the ones that wait to be accepted are lost when it closes.
     */
    boolean isPortClosed() {
        return portClosed;
    }

    /** The first thing that stop does; the waiting that it does next is left to its thread. */
    private void closePort() throws InterruptedException {
        var stop = new Thread(() -> server.stop((int) LONGEST.toSeconds()), "close-port");
        stop.setDaemon(true);
        stop.start();
        while (stop.getState() != Thread.State.TIMED_WAITING && stop.isAlive()) Thread.sleep(1);
        portClosed = true;
    }

    /**
     * Until nobody but ourselves has been there for some looks in a row; looks and not time, since on a busy machine a
     * pause of ours proves nothing. Whoever hasn't sent even the headers after a second isn't waited for.
     */
    private void waitForQuiet(long end) throws InterruptedException {
        long reading = System.nanoTime() + READING.toNanos();
        int enough = traffic.recentlyUsed() ? LOOKS_AMONG_MANY : LOOKS;
        for (int quiet = 0; quiet < enough && System.nanoTime() < end; quiet++) {
            Thread.sleep(2);
            boolean isRead = threads.atWork() > 1 && System.nanoTime() < reading;
            if (isRead || traffic.inFlight() > 0) quiet = 0;
        }
    }
}
