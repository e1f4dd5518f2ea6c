package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.problem.Problem;

public final class Router {
    private Response dispatch(HttpExchange exchange, String path, RequestLog log) throws IOException {
        var method = exchange.getRequestMethod();
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isEmpty()) continue;
            boolean isAccepted = route.accepts(method);
            log.matched(route.pattern(), route.isPolled() && isAccepted);
            if (isAccepted) return run(route, exchange, variables.get());
            var allowed = route.method().equals("GET") ? "GET, HEAD" : route.method();
            throw Problem.methodNotAllowed(path + " allows " + allowed + ", not " + method + ".", allowed);
        }
        throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
    }
}
