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
 * Stops a server without losing an accepted request that needs at most four seconds. It closes the port, waits for the
 * answers, and then closes the connections.
 *
 * <p>The limit is four seconds because the process must end within five. A longer request is cut off, and its client
 * does not know the outcome. Such a request can occur if {@code GATEWAY_DEADLINE_MS} is longer. Its client repeats it
 * safely with an Idempotency-Key.
 *
 * <p>{@code HttpServer.stop} alone is not enough: it closes the port, but ends as soon as no exchange is open. It would
 * close a connection whose next request is on its way. So this class sends a request to its own server. That request
 * stays open until the others are finished.
 */
final class Shutdown {
    private static final Duration MAX_DURATION = Duration.ofSeconds(4);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);
    private static final int POLL_MILLISECONDS = 2;
    private static final int QUIET_POLLS = 15;
    private static final int QUIET_POLLS_IF_USED = 75;

    private final HttpServer server;
    private final RequestThreads threads;
    private final RequestMetrics requests;
    private final CountDownLatch ownRequestArrived = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int ownPort = -1;
    private volatile boolean portClosed;

    Shutdown(HttpServer server, RequestThreads threads, RequestMetrics requests) {
        this.server = server;
        this.threads = threads;
        this.requests = requests;
    }

    /** Returns when all requests are answered, or after four seconds. */
    void run() {
        long end = System.nanoTime() + MAX_DURATION.toNanos();
        try (var socket = new Socket(ownAddress(), server.getAddress().getPort())) {
            ownPort = socket.getLocalPort();
            socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: self\r\n\r\n".getBytes(US_ASCII));
            ownRequestArrived.await(1, TimeUnit.SECONDS);
            closePort();
            waitForQuiet(end);
        } catch (IOException e) {
            // The server accepts no connection, so it has no request to wait for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finished.countDown();
        server.stop(0);
        threads.stop();
    }

    private InetAddress ownAddress() {
        var address = server.getAddress().getAddress();
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    /** Returns false at once for a client's request. For our own request it waits for the end and returns true. */
    boolean holdOwnRequest(HttpExchange exchange) {
        var from = exchange.getRemoteAddress();
        if (from.getPort() != ownPort || !from.getAddress().equals(ownAddress())) return false;
        ownRequestArrived.countDown();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /**
     * Whether answers carry {@code Connection: close}. While the port is open, the header would make every client
     * connect again. Closing the port would then lose the connections that wait to be accepted.
     */
    boolean isPortClosed() {
        return portClosed;
    }

    /** {@code HttpServer.stop} closes the port first and then waits, so it waits on a thread of its own. */
    private void closePort() throws InterruptedException {
        var stop = new Thread(() -> server.stop((int) MAX_DURATION.toSeconds()), "close-port");
        stop.setDaemon(true);
        stop.start();
        while (stop.getState() != Thread.State.TIMED_WAITING && stop.isAlive()) Thread.sleep(1);
        portClosed = true;
    }

    /**
     * Returns when enough polls in a row found no request but our own, or at {@code end}. It counts polls instead of
     * time, since a busy machine may pause this thread. A client has one second to send its headers.
     */
    private void waitForQuiet(long end) throws InterruptedException {
        long readEnd = System.nanoTime() + READ_TIMEOUT.toNanos();
        int enough = requests.recentlyUsed() ? QUIET_POLLS_IF_USED : QUIET_POLLS;
        for (int quiet = 0; quiet < enough && System.nanoTime() < end; quiet++) {
            Thread.sleep(POLL_MILLISECONDS);
            boolean isReading = threads.active() > 1 && System.nanoTime() < readEnd;
            if (isReading || requests.inFlight() > 0) quiet = 0;
        }
    }
}
