package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nontonyuk.common.guard.RequestLog;
import nontonyuk.common.problem.Problem;

public final class Router {
    private Response dispatch(HttpExchange exchange, String path, RequestLog log) throws IOException {
        var method = exchange.getRequestMethod();
        var exact =
                routes.stream().filter(route -> route.pattern().equals(path)).toList();
        var matching = exact.isEmpty()
                ? routes.stream().filter(route -> route.match(path).isPresent()).toList()
                : exact;
        if (matching.isEmpty()) throw Problem.notFound("no-such-path", "There is nothing at " + path + ".");
        var accepting = matching.stream().filter(route -> route.accepts(method)).findFirst();
        var logged = accepting.orElse(matching.get(0));
        log.matched(logged.pattern(), logged.isPolled() && accepting.isPresent());
        if (accepting.isPresent())
            return run(logged, exchange, logged.match(path).orElseThrow());
        var allowed = matching.stream()
                .map(Route::method)
                .flatMap(allows -> allows.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(allows))
                .distinct()
                .collect(Collectors.joining(", "));
        throw Problem.methodNotAllowed(path + " allows " + allowed + ".", allowed);
    }
}
