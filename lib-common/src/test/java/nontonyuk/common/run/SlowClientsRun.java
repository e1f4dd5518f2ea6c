package nontonyuk.common.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nontonyuk.common.access.Access;
import nontonyuk.common.guard.RawClient;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;

/**
 * Measures a service while many clients stop in the middle of a request. It prints how long other clients wait, and
 * when the service closes the slow connections.
 */
final class SlowClientsRun implements AutoCloseable {
    /** The text that a slow client sends before it stops. */
    enum Kind {
        NOTHING(""),
        HALF_A_HEADER("GET /x HTTP/1.1\r\nHost: a\r\nX: y"),
        HALF_A_BODY("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\n\r\n{\"half\":");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final List<RawClient> clients = new ArrayList<>();

    static SlowClientsRun connect(Kind kind, int count, int port) throws IOException {
        var slow = new SlowClientsRun();
        for (int i = 0; i < count; i++) slow.clients.add(new RawClient(port).send(kind.text));
        return slow;
    }

    /** Waits until the service has closed each connection without an answer. */
    void awaitClosed() throws IOException {
        for (var client : clients) {
            if (!client.isClosed()) throw new AssertionError("a slow client got an answer");
        }
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) client.close();
    }

    static Service start() {
        var routes = new Router(TestTokens.verifier());
        routes.any("/x", Access.OPEN, request -> Response.ok("x", request.body().length));
        return TestClient.serve(routes);
    }

    public static void main(String[] args) throws Exception {
        int count = Integer.getInteger("slow.clients", 1_000);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        System.out.printf("Java %s, %d slow clients%n", System.getProperty("java.version"), count);
        System.out.println("they send       | others: median    99 %     max | threads | heap | closed after");
        try (var service = start()) {
            otherClients(service.port(), 2_000);
            row("(no slow client)", otherClients(service.port(), 2_000), "");
            for (var kind : Kind.values()) {
                long begin = System.nanoTime();
                try (var slow = connect(kind, count, service.port())) {
                    if (kind != Kind.NOTHING)
                        TestClient.await("all slow clients to be active", () -> service.activeRequests() >= count);
                    var others = otherClients(service.port(), 2_000);
                    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                    slow.awaitClosed();
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    row(kind.toString(), others, "%.1f s".formatted(seconds), threads);
                }
            }
        }
    }

    private static void row(String what, long[] others, String closed) {
        row(what, others, closed, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void row(String what, long[] others, String closed, int threads) {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        System.out.printf(
                "%-16s| %11.2f ms %7.2f %7.2f | %7d | %d MB | %s%n",
                what,
                others[others.length / 2] / 1e6,
                others[others.length * 99 / 100] / 1e6,
                others[others.length - 1] / 1e6,
                threads,
                heap,
                closed);
    }

    /** The durations of {@code count} ordinary requests in nanoseconds, from the shortest to the longest. */
    static long[] otherClients(int port, int count) throws IOException {
        var took = new long[count];
        for (int i = 0; i < took.length; ) {
            try (var client = new RawClient(port)) { // ten requests for each connection
                for (int n = 0; n < 10; n++, i++) {
                    long begin = System.nanoTime();
                    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
                    var answer = client.readAnswer();
                    took[i] = System.nanoTime() - begin;
                    if (!answer.startsWith("HTTP/1.1 200")) throw new AssertionError(answer);
                }
            }
        }
        Arrays.sort(took);
        return took;
    }
}
