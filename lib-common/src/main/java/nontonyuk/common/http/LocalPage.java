package nontonyuk.common.http;

import java.util.List;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/** A page that shows how a service works, so it is not for the public. */
public final class LocalPage {
    /** Most proxies add one, so a proxy on this machine does not show the page to the public. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "Via", "X-Forwarded-For");

    /** An address, or a name without a dot. */
    private static final Pattern OWN_NAME = Pattern.compile("[^.]*|[0-9.]+(:[0-9]+)?");

    private LocalPage() {}

    /**
     * The page for a client on this machine; for others there is nothing. A browser on this machine may be led here by
     * the name of a foreign site (DNS rebinding), so that site could read the page. Such a name has a dot.
     */
    public static Handler of(Handler page) {
        return request -> {
            boolean isForwarded =
                    PROXY_HEADERS.stream().anyMatch(name -> request.header(name).isPresent());
            boolean isOwnName =
                    OWN_NAME.matcher(request.header("Host").orElse("")).matches();
            boolean isLocal = request.isFromThisMachine() && isOwnName && !isForwarded;
            return isLocal ? page.handle(request) : nothing(request);
        };
    }

    /** The 404 of a path without a route. */
    public static Response nothing(Request request) {
        throw Problem.notFound("no-such-path", "There is nothing at " + request.rawPath() + ".");
    }
}
