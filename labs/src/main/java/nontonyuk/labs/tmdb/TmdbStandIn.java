package nontonyuk.labs.tmdb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import nontonyuk.common.Settings;

/**
 * A stand-in for TheMovieDB: a server on this machine that speaks its protocol, errors included, so
 * that films can be imported without a token and without the internet.
 */
public final class TmdbStandIn implements AutoCloseable {
    static {
        // Read when the JDK's server is first made; without it a kept-alive request waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Protocol protocol;
    private final Consumer<String> log;

    public static void main(String[] args) {
        try {
            var settings = Settings.read();
            var standIn =
                    start(
                            settings.port("TMDB_PORT", 8090),
                            settings.text("TMDB_STANDIN_TOKEN", "tmdb-stand-in"),
                            settings.number("TMDB_STANDIN_RATE", 40, 0, 1_000_000),
                            System.out::println);
            System.out.println("TheMovieDB stand-in ready on " + standIn.url());
        } catch (Settings.Invalid | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts it on the loopback address.
     *
     * @param port 0 lets the system choose a free one
     * @param rate requests a second that each client may send; 0 for no limit
     * @param log is given one line for each request, without secrets
     * @throws BindException with a message for the person at the terminal, where the port can't be
     *     had
     */
    public static TmdbStandIn start(int port, String token, int rate, Consumer<String> log)
            throws IOException {
        var protocol = new Protocol(Catalogue.load(), token, new RateLimit(rate));
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            return new TmdbStandIn(server, protocol, log);
        } catch (BindException e) {
            var message = "Port %d can't be used (%s): free it, or set TMDB_PORT to another.";
            throw new BindException(message.formatted(port, e.getMessage()));
        }
    }

    private TmdbStandIn(HttpServer server, Protocol protocol, Consumer<String> log) {
        this.server = server;
        this.protocol = protocol;
        this.log = log;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Its base address, {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Stops at once; what is in flight gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long started = System.nanoTime();
            var request = Request.of(exchange);
            var answer = answer(request);
            // Logged before it is sent: whoever has the answer can find its line.
            log.accept(line(request, answer.status(), System.nanoTime() - started));
            send(exchange, answer);
        }
    }

    private Answer answer(Request request) {
        try {
            return protocol.answer(request);
        } catch (InterruptedException e) {
            // Closed while it was being slow: nobody is left to hear the answer.
            return Answer.INTERNAL_ERROR;
        } catch (Throwable e) {
            // A handler that throws leaves its client without an answer.
            e.printStackTrace();
            return Answer.INTERNAL_ERROR;
        }
    }

    private static String line(Request request, int status, long nanos) {
        var time = OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS);
        // The server takes anything for a method; a line of the log must stay one line.
        var method = request.method().replaceAll("[^A-Z]", "?");
        return "%s %s %s %d %d ms"
                .formatted(time, method, request.target(), status, nanos / 1_000_000);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
