package nontonyuk.labs;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.service.Service;

/**
 * The server of a stand-in: a {@link Service} that speaks another company's protocol. It listens on the loopback
 * address, or on the setting {@code STANDIN_ADDRESS} of a container.
 *
 * <p>Bad headers, a chunked body (411) or a body over 64 KB (413) get a problem+json from {@code RequestGuard}, and no
 * line in the stand-in's log.
 */
public final class StandIn implements AutoCloseable {
    public static final String LOCAL = "127.0.0.1";
    public static final String JSON = "application/json;charset=utf-8";

    /** How a stand-in answers. */
    public interface Protocol {
        /** {@link Response#NONE} closes the connection without an answer. */
        Response answer(Request request) throws InterruptedException;

        /** The body of a problem that {@link #answer} threw, in the format of the protocol. */
        Response error(Problem problem);
    }

    private final System.Logger logger = System.getLogger("stand-in"); // not static, like that of Service
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private final Protocol protocol;
    private final Consumer<String> log;
    private final Service service;
    private final List<Closeable> resources;
    private volatile boolean isClosed;

    /**
     * Starts the server; port 0 lets the system choose a free one. The log receives one line for each request, without
     * secrets. The resources are closed after the server.
     *
     * @throws BindException with a message for the person at the terminal, if the port can't be used
     */
    public StandIn(String name, String host, int port, Protocol protocol, Consumer<String> log, Closeable... resources)
            throws BindException {
        this.protocol = protocol;
        this.log = log;
        this.resources = List.of(resources);
        var router = new Router(null).unlogged("/**", Access.OPEN, this::answer); // the protocol checks its own keys
        try {
            this.service = Service.start(name, Settings.of(Map.of("BIND_ADDRESS", host)), port, router);
        } catch (Settings.Invalid e) {
            var message = "Port %d can't be used (%s): free it, or set %s to another.";
            throw new BindException(
                    message.formatted(port, e.getMessage().split(";")[0], name.toUpperCase(Locale.ROOT) + "_PORT"));
        }
    }

    /** Where it listens: a container sets {@code STANDIN_ADDRESS}, because it has other clients than this machine. */
    public static String host(Settings settings) {
        return settings.text("STANDIN_ADDRESS", LOCAL);
    }

    public interface Start {
        StandIn with(Settings settings) throws IOException;
    }

    /** The {@code main} of a stand-in. A failed start ends the process with one line. */
    public static void run(String name, String title, Start start) {
        Service.prepare(name);
        try {
            print(title + " stand-in ready on " + start.with(Settings.read()).url());
        } catch (Settings.Invalid | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Writes a line to the log of a stand-in. */
    public static void print(String line) {
        boolean isFine = !line.matches(".* (5\\d\\d|no answer)( \\d+ ms)?");
        System.getLogger("stand-in").log(isFine ? System.Logger.Level.INFO : System.Logger.Level.WARNING, line);
    }

    /** The base address, {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + service.port();
    }

    /**
     * Interrupts the requests in flight, so a delayed one gets no answer. {@link Service#close()} finishes the others,
     * for four seconds at most.
     */
    @Override
    public void close() {
        isClosed = true;
        working.forEach(Thread::interrupt);
        service.close();
        try {
            for (var resource : resources) resource.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Response json(int status, Object value) {
        return Response.raw(status, JSON, Json.write(value));
    }

    /** Whether the request has this token as {@code Authorization: Bearer} (RFC 6750 §2.1). */
    public static boolean hasToken(Request request, String token) {
        var scheme = "Bearer ";
        var header = request.header("Authorization").orElse("");
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                && token.equals(header.substring(scheme.length()).strip());
    }

    private Response answer(Request request) {
        long started = System.nanoTime();
        var answer = answerOrError(request);
        // The line is written before the answer, so that a client with an answer can find its line.
        log.accept(line(request, answer, System.nanoTime() - started));
        return answer;
    }

    private Response answerOrError(Request request) {
        working.add(Thread.currentThread());
        try {
            return isClosed ? Response.NONE : protocol.answer(request);
        } catch (Problem e) {
            var error = protocol.error(e);
            for (var header : e.headers().entrySet()) error = error.with(header.getKey(), header.getValue());
            return error;
        } catch (InterruptedException e) {
            return Response.NONE; // close() interrupts the threads at work
        } catch (RuntimeException | Error e) {
            logger.log(System.Logger.Level.ERROR, request.method() + " " + request.rawPath() + " failed", e);
            return protocol.error(Problem.internal());
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private static String line(Request request, Response answer, long nanos) {
        var method = request.method().replaceAll("[^A-Z]", "?");
        var target = request.rawPath() + Query.of(request).masked();
        var outcome = answer == Response.NONE ? "no answer" : "" + answer.status();
        return "%s %s %s %d ms".formatted(method, target, outcome, nanos / 1_000_000);
    }
}
