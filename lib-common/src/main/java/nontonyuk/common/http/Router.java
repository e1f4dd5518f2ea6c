package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import nontonyuk.common.Trace;
import nontonyuk.common.access.Access;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.access.Caller;
import nontonyuk.common.guard.BodyReader;
import nontonyuk.common.guard.RequestGuard;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.problem.Problem;

/**
 * The table of routes, and the one place where a request becomes a response: it finds the route, verifies the token,
 * reads the body, calls the handler, writes what comes back and logs a line.
 *
 * <p>A route is closed unless its line says {@link Access#OPEN}. Lines are tried from the top; the first that fits
 * takes the request.
 */
public final class Router {
    private static final System.Logger LOG = System.getLogger("http");

    /** The server keeps a buffer for each connection, twice as large as what is written at once. */
    private static final int SLICE = 8 * 1024;

    private final List<Route> routes = new ArrayList<>();
    private final Authenticator authenticator;
    private final Metrics metrics;
    private final BodyReader bodies = new BodyReader();

    public Router(Authenticator authenticator) {
        this(authenticator, new Metrics());
    }

    /** For a service that counts more than its requests: {@code metrics} is what it shows. */
    public Router(Authenticator authenticator, Metrics metrics) {
        this.authenticator = authenticator;
        this.metrics = metrics;
    }

    public Metrics metrics() {
        return metrics;
    }

    public Router get(String pattern, Handler handler) {
        return get(pattern, Access.SIGNED_IN, handler);
    }

    public Router get(String pattern, Access access, Handler handler) {
        return route("GET", pattern, access, handler);
    }

    public Router post(String pattern, Handler handler) {
        return post(pattern, Access.SIGNED_IN, handler);
    }

    public Router post(String pattern, Access access, Handler handler) {
        return route("POST", pattern, access, handler);
    }

    public Router put(String pattern, Access access, Handler handler) {
        return route("PUT", pattern, access, handler);
    }

    public Router delete(String pattern, Access access, Handler handler) {
        return route("DELETE", pattern, access, handler);
    }

    /** Every method at that path. */
    public Router any(String pattern, Access access, Handler handler) {
        return route("*", pattern, access, handler);
    }

    /** A GET that programs send every few seconds: it is answered and counted, but not logged. */
    public Router polled(String pattern, Access access, Handler handler) {
        routes.add(new Route("GET", pattern, access, true, handler));
        return this;
    }

    private Router route(String method, String pattern, Access access, Handler handler) {
        routes.add(new Route(method, pattern, access, false, handler));
        return this;
    }

    /**
     * Answers one exchange, whatever happens: nothing but a vanished client keeps it from a response.
     *
     * @throws IOException where the client is gone: the server lets go of a connection that failed only if it is told
     */
    public void answer(HttpExchange exchange, RequestMetrics traffic, BooleanSupplier closing) throws IOException {
        var visit = new RequestLog(exchange, traffic);
        Trace.begin(exchange.getRequestHeaders().getFirst("traceparent"));
        try (exchange) {
            var response = responseTo(exchange, visit);
            write(exchange, closing.getAsBoolean() ? response.with("Connection", "close") : response);
            visit.end(response.status());
        } catch (IOException e) {
            visit.endWithoutClient();
            throw e;
        } finally {
            Trace.end();
        }
    }

    private Response responseTo(HttpExchange exchange, RequestLog visit) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        try {
            RequestGuard.check(exchange);
            return dispatch(exchange, path, visit);
        } catch (Problem problem) {
            return Response.of(problem, path);
        } catch (IOException e) {
            throw e; // the client broke off in the middle of its body
        } catch (Throwable e) {
            // Errors too: a thread that dies here would leave its client waiting for ever.
            LOG.log(System.Logger.Level.ERROR, exchange.getRequestMethod() + " " + path + " failed", e);
            return Response.of(Problem.internal(), path);
        }
    }

    private Response dispatch(HttpExchange exchange, String path, RequestLog visit) throws IOException {
        var method = exchange.getRequestMethod();
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isEmpty()) continue;
            visit.matched(route.pattern(), route.isPolled() && route.takes(method));
            if (route.takes(method)) return run(route, exchange, variables.get());
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
        if (allowed.contains("GET")) allowed.add("HEAD");
        var list = String.join(", ", allowed);
        throw Problem.methodNotAllowed(path + " takes " + list + ", not " + method + ".", list);
    }

    private Response run(Route route, HttpExchange exchange, Map<String, String> variables) throws IOException {
        Caller caller = null;
        if (route.access() != Access.OPEN) {
            caller = authenticator.authenticate(exchange.getRequestHeaders().get("Authorization"));
            if (!route.access().admits(caller.role())) {
                throw Problem.insufficientRole(caller.role().text());
            }
        }
        var body = bodies.read(exchange);
        return route.handler().handle(new Request(exchange, variables, caller, body));
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        int length = response.body().length;
        if (isHead && length > 0) exchange.getResponseHeaders().set("Content-Length", "" + length);
        if (isHead || length == 0) {
            exchange.sendResponseHeaders(response.status(), -1); // -1 means no body, 0 would mean chunked
        } else {
            exchange.sendResponseHeaders(response.status(), length);
            // The answer goes out first, then what was not read of the request is drained.
            try (var out = exchange.getResponseBody()) {
                for (int sent = 0; sent < length; sent += SLICE)
                    out.write(response.body(), sent, Math.min(SLICE, length - sent));
            }
        }
    }
}
