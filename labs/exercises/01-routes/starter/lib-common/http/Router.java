package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.problem.Problem;

public final class Router {
    private Response dispatch(HttpExchange exchange, String path, RequestLog log) throws IOException {
        // TODO lab 01, task 2: a path with another method is not an unknown path.
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isEmpty() || !route.accepts(exchange.getRequestMethod())) continue;
            log.matched(route.pattern(), route.isPolled());
            return run(route, exchange, variables.get());
        }
        throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
    }
}
