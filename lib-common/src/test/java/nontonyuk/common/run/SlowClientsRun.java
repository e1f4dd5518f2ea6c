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
 * Measures a service while many clients stop in the middle of a request or of an answer. It prints how long other
 * clients wait, the memory that the program uses, and how many slow clients got an answer.
 */
final class SlowClientsRun implements AutoCloseable {
    private static final int LARGE_ANSWER = 167 * 1024;

    /** The text that a slow client sends before it stops. */
    enum Kind {
        NOTHING(""),
        ONE_BYTE("G"),
        HALF_A_HEADER("GET /x HTTP/1.1\r\nHost: a\r\nX: y"),
        LARGE_HALF_HEADER("GET /x HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(15_000)),
        TOO_LARGE_HEADER("GET /x HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(31_000)),
        HALF_A_BODY("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\n\r\n{\"half\":"),
        LARGE_HALF_BODY("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n" + "y".repeat(60_000)),
        UNREAD_ANSWER("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final List<RawClient> clients = new ArrayList<>();

    /** {@code addresses} is the number of loopback addresses that the clients come from. */
    static SlowClientsRun connect(Kind kind, int count, int addresses, int port) throws IOException {
        var slow = new SlowClientsRun();
        for (int i = 0; i < count; i++) {
            var client = new RawClient(port, "127.0.0." + (1 + i % addresses));
            slow.clients.add(client);
            try {
                client.send(kind.text);
            } catch (IOException e) {
                // The service has refused it before the end.
            }
        }
        return slow;
    }

    /** Waits until the service has ended each connection. Returns the answers. */
    List<String> awaitClosed() throws IOException {
        var answers = new ArrayList<String>();
        for (var client : clients) answers.add(client.readToEnd());
        return answers;
    }

    private long answered() throws IOException {
        long count = 0;
        for (var client : clients) if (client.hasAnswer()) count++;
        return count;
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) client.close();
    }

    static Service start() {
        var routes = new Router(TestTokens.verifier());
        routes.any("/x", Access.OPEN, request -> Response.ok("x", request.body().length));
        routes.get("/large", Access.OPEN, request -> Response.raw(200, "text/plain", new byte[LARGE_ANSWER]));
        return TestClient.serve(routes);
    }

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        System.out.printf(
                "Java %s, a heap of %d MB%n",
                System.getProperty("java.version"), Runtime.getRuntime().maxMemory() >> 20);
        System.out.println(
                "slow clients                          | others: median    99 %      max | heap  | answered");
        try (var service = start()) {
            otherClients(service.port(), 2_000);
            row("none", otherClients(service.port(), 2_000), 0);
            for (var kind : Kind.values())
                for (int count : new int[] {1_000, 2_000})
                    for (int addresses : new int[] {1, 200}) attack(service, kind, count, addresses);
            long begin = System.nanoTime();
            try (var slow = connect(Kind.HALF_A_HEADER, 100, 1, service.port())) {
                slow.awaitClosed();
            }
            System.out.printf("half a header is answered after %.1f s%n", (System.nanoTime() - begin) / 1e9);
        }
    }

    private static void attack(Service service, Kind kind, int count, int addresses) throws Exception {
        try (var slow = connect(kind, count, addresses, service.port())) {
            var others = otherClients(service.port(), 1_000);
            var what = "%s, %d from %d".formatted(kind, count, addresses);
            row(what, others, slow.answered());
        }
        TestClient.await("the slow clients to be gone", () -> service.activeRequests() == 0);
    }

    private static void row(String what, long[] others, long answered) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "%-38s| %11.2f ms %7.2f %8.2f | %2d MB | %d%n",
                what,
                others[others.length / 2] / 1e6,
                others[others.length * 99 / 100] / 1e6,
                others[others.length - 1] / 1e6,
                heap >> 20,
                answered);
    }

    /** The durations of {@code count} ordinary requests in nanoseconds, from the shortest to the longest. */
    static long[] otherClients(int port, int count) throws IOException {
        var took = new long[count];
        for (int i = 0; i < took.length; ) {
            long connecting = System.nanoTime();
            try (var client = new RawClient(port)) { // ten requests for each connection
                for (int n = 0; n < 10; n++, i++) {
                    long begin = n == 0 ? connecting : System.nanoTime();
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
