package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import nontonyuk.common.access.Access;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.access.Caller;
import nontonyuk.common.guard.BodyReader;
import nontonyuk.common.guard.RequestGuard;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.metrics.RequestMetrics;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;

/**
 * The table of routes, and the one place where a request becomes a response. It finds the route, authenticates the
 * caller, reads the body and calls the handler. Then it writes the response and logs one line.
 *
 * <p>A route needs a token unless its line says {@link Access#OPEN}. The first route that matches handles the request.
 */
public final class Router {
    private static final System.Logger LOG = System.getLogger("http");

    private final List<Route> routes = new ArrayList<>();
    private final Authenticator authenticator;
    private final Metrics metrics;
    private Function<HttpExchange, Optional<Response>> first = exchange -> Optional.empty();

    public Router(Authenticator authenticator) {
        this(authenticator, new Metrics());
    }

    /** For a service that adds its own numbers to {@code metrics}. */
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
        return route("GET", pattern, access, false, handler);
    }

    public Router post(String pattern, Handler handler) {
        return post(pattern, Access.SIGNED_IN, handler);
    }

    public Router post(String pattern, Access access, Handler handler) {
        return route("POST", pattern, access, false, handler);
    }

    public Router put(String pattern, Access access, Handler handler) {
        return route("PUT", pattern, access, false, handler);
    }

    public Router delete(String pattern, Access access, Handler handler) {
        return route("DELETE", pattern, access, false, handler);
    }

    /** Routes every method of this path. */
    public Router any(String pattern, Access access, Handler handler) {
        return route("*", pattern, access, false, handler);
    }

    /** Routes a GET that programs send every few seconds. Its requests are counted, but not logged. */
    public Router polled(String pattern, Access access, Handler handler) {
        return route("GET", pattern, access, true, handler);
    }

    /** Routes every method of this path. The handler logs its requests itself. */
    public Router unlogged(String pattern, Access access, Handler handler) {
        return route("*", pattern, access, true, handler);
    }

    /** {@code handler} sees each request before the routes. It may set headers of the answer, or give the answer. */
    public Router first(Function<HttpExchange, Optional<Response>> handler) {
        first = handler;
        return this;
    }

    private Router route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
        routes.add(new Route(method, pattern, access, isPolled, handler));
        return this;
    }

    /**
     * Answers one exchange, also after an unexpected error. If the client is gone, it throws the exception on, and the
     * server frees the connection. {@code closing} says whether the answer asks the client to close it.
     */
    public void answer(HttpExchange exchange, RequestMetrics requestMetrics, BooleanSupplier closing)
            throws IOException {
        var log = new RequestLog(exchange, requestMetrics);
        Trace.begin(exchange.getRequestHeaders().getFirst("traceparent"));
        try (exchange) {
            var response = log.timed(responseTo(exchange, log));
            if (response == Response.NONE) {
                log.endWithoutAnswer(); // the try statement closes the exchange and its connection
                return;
            }
            ResponseWriter.write(exchange, closing.getAsBoolean() ? response.with("Connection", "close") : response);
            log.end(response.status());
        } catch (IOException e) {
            log.endWithoutClient();
            throw e;
        } finally {
            Trace.end();
        }
    }

    private Response responseTo(HttpExchange exchange, RequestLog log) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        try {
            var early = first.apply(exchange); // before the check, so that its refusals have the same headers
            RequestGuard.check(exchange);
            if (early.isPresent()) return early.get();
            var response = dispatch(exchange, path, log);
            RequestGuard.reserve(response.body().length);
            return response;
        } catch (Problem problem) {
            return Response.of(problem, path);
        } catch (IOException e) {
            throw e; // the client closed the connection before the end of its body
        } catch (Throwable e) {
            // An Error needs an answer too, or the client would wait for ever.
            LOG.log(System.Logger.Level.ERROR, exchange.getRequestMethod() + " " + path + " failed", e);
            return Response.of(Problem.internal(), path);
        }
    }

    private Response dispatch(HttpExchange exchange, String path, RequestLog log) throws IOException {
        var method = exchange.getRequestMethod();
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isEmpty()) continue;
            boolean isAccepted = route.accepts(method);
            log.matched(route.pattern(), route.isPolled() && isAccepted);
            if (isAccepted) return run(route, exchange, variables.get());
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
        if (allowed.contains("GET")) allowed.add("HEAD");
        var list = String.join(", ", allowed);
        throw Problem.methodNotAllowed(path + " allows " + list + ", not " + method + ".", list);
    }

    private Response run(Route route, HttpExchange exchange, Map<String, String> variables) throws IOException {
        Caller caller = null;
        if (route.access() != Access.OPEN) {
            caller = authenticator.authenticate(exchange.getRequestHeaders().get("Authorization"));
            if (!route.access().admits(caller.role()))
                throw Problem.insufficientRole(caller.role().text());
        }
        var body = BodyReader.read(exchange);
        var request = new Request(exchange, variables, caller, body);
        return EntityTag.checked(request, route.handler().handle(request));
    }
}
