package nontonyuk.labs;

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

/** The server of a stand-in: on the loopback address, a thread and a line of the log a request. */
public final class LocalServer implements AutoCloseable {
    static {
        // Read when the JDK's server is first made; without it a kept-alive request waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int BACKLOG = 1024;

    /** Which answer a request gets. */
    public interface Protocol {
        Answer answer(Request request) throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Protocol protocol;
    private final Answer internalError;
    private final Consumer<String> log;

    private LocalServer(HttpServer server, Protocol protocol, Answer internalError, Consumer<String> log) {
        this.server = server;
        this.protocol = protocol;
        this.internalError = internalError;
        this.log = log;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts it.
     *
     * @param port 0 lets the system choose a free one
     * @param setting the setting that the port comes from
     * @param internalError the answer where the protocol has a mistake
     * @param log is given one line for each request, without secrets
     * @throws BindException with a message for the person at the terminal, where the port can't be had
     */
    public static LocalServer start(
            int port, String setting, Protocol protocol, Answer internalError, Consumer<String> log)
            throws IOException {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), BACKLOG);
            return new LocalServer(server, protocol, internalError, log);
        } catch (BindException e) {
            var message = "Port %d can't be used (%s): free it, or set %s to another.";
            throw new BindException(message.formatted(port, e.getMessage(), setting));
        }
    }

    /** Starts a stand-in as its settings say, and gives its address. */
    public interface Start {
        String url(Settings settings) throws IOException;
    }

    /** The whole of a stand-in's main: what can't be had ends it with one line. */
    public static void run(String name, Start start) {
        try {
            System.out.println(name + " stand-in ready on " + start.url(Settings.read()));
        } catch (Settings.Invalid | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
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
            log.accept(line(request, answer, System.nanoTime() - started));
            if (answer != Answer.NONE) send(exchange, answer);
        }
    }

    private Answer answer(Request request) {
        try {
            return protocol.answer(request);
        } catch (InterruptedException e) {
            // Closed while it was being slow: nobody is left to hear the answer.
            return internalError;
        } catch (Throwable e) {
            // A handler that throws leaves its client without an answer.
            e.printStackTrace();
            return internalError;
        }
    }

    private static String line(Request request, Answer answer, long nanos) {
        var time = OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS);
        // The server takes anything for a method; a line of the log must stay one line.
        var method = request.method().replaceAll("[^A-Z]", "?");
        var status = answer == Answer.NONE ? "no answer" : "" + answer.status();
        return "%s %s %s %s %d ms".formatted(time, method, request.target(), status, nanos / 1_000_000);
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
