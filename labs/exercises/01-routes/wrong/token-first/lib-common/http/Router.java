package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.TreeSet;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.problem.Problem;

public final class Router {
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
        authenticator.authenticate(exchange.getRequestHeaders().get("Authorization"));
        if (allowed.isEmpty()) throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
        if (allowed.contains("GET")) allowed.add("HEAD");
        var list = String.join(", ", allowed);
        throw Problem.methodNotAllowed(path + " allows " + list + ", not " + method + ".", list);
    }
}
