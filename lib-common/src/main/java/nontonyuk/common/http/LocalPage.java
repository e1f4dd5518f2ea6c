package nontonyuk.common.http;

import java.util.List;
import nontonyuk.common.problem.Problem;

/** A page that shows how a service works, so it is not for the public. */
public final class LocalPage {
    /** Most proxies add one, so a proxy on this machine does not show the page to the public. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "Via", "X-Forwarded-For");

    private LocalPage() {}

    /** The page for a client on this machine; for others there is nothing. */
    public static Handler of(Handler page) {
        return request -> {
            boolean isForwarded =
                    PROXY_HEADERS.stream().anyMatch(name -> request.header(name).isPresent());
            return request.isFromThisMachine() && !isForwarded ? page.handle(request) : nothing(request);
        };
    }

    /** The 404 of a path without a route. */
    public static Response nothing(Request request) {
        throw Problem.notFound("no-such-path", "There is nothing at " + request.rawPath() + ".");
    }
}
