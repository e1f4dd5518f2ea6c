package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.problem.Problem;

public final class Router {
    private Response dispatch(HttpExchange exchange, String path, RequestLog log) throws IOException {
        var method = exchange.getRequestMethod();
        var allowed = new TreeSet<String>();
        for (var route : mostExact(path)) {
            boolean isAccepted = route.accepts(method);
            log.matched(route.pattern(), route.isPolled() && isAccepted);
            if (isAccepted) return run(route, exchange, route.match(path).orElseThrow());
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
        if (allowed.contains("GET")) allowed.add("HEAD");
        var list = String.join(", ", allowed);
        throw Problem.methodNotAllowed(path + " allows " + list + ", not " + method + ".", list);
    }

    // new
    /** The routes that match with the fewest variables: a word of a pattern wins over a variable. */
    private List<Route> mostExact(String path) {
        var matching =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        long fewest = matching.stream().mapToLong(Route::variables).min().orElse(0);
        return matching.stream().filter(route -> route.variables() == fewest).toList();
    }
}
