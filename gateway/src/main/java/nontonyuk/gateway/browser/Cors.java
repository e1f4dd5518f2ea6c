package nontonyuk.gateway.browser;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Response;

/**
 * Cross-origin resource sharing: which pages of other origins may read the answers. The API takes its token from a
 * header and not from a cookie, so no answer allows credentials.
 */
public final class Cors {
    private static final String SETTING = "CORS_ORIGINS";

    /** As a browser writes it: in lower case, without a path and without the default port. */
    private static final Pattern ORIGIN = Pattern.compile("(http(?!.*:80$)|https(?!.*:443$))://"
            + "([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:]+])(:(?<port>[1-9][0-9]{0,4}))?");

    private static final String METHODS = "DELETE, GET, HEAD, PATCH, POST, PUT";
    private static final String REQUEST_HEADERS =
            "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match,"
                    + " If-Modified-Since, If-None-Match, traceparent";
    private static final String RESPONSE_HEADERS = "Age, Allow, Content-Disposition, ETag, Idempotency-Replayed,"
            + " Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Cache, X-Trace-Id";
    private static final String MAX_AGE_SECONDS = "600";

    private final Set<String> origins;

    private Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** Reads {@code CORS_ORIGINS}: exact origins with commas between; empty means none. */
    public static Cors read(Settings settings) {
        var value = settings.text(SETTING, "");
        var origins = value.isEmpty() ? List.<String>of() : List.of(value.split("\\s*,\\s*", -1));
        for (var origin : origins) {
            if (!isOrigin(origin))
                throw new Settings.Invalid(
                        "%s must have origins such as https://tickets.example or http://localhost:5173, not \"%s\""
                                .formatted(SETTING, origin));
        }
        return new Cors(Set.copyOf(origins));
    }

    private static boolean isOrigin(String text) {
        var origin = ORIGIN.matcher(text);
        if (!origin.matches()) return false;
        var port = origin.group("port");
        return port == null || Integer.parseInt(port) <= 65_535;
    }

    /** Sets the headers for a browser, and answers a preflight: the browser sends it without a token. */
    public Optional<Response> handle(HttpExchange exchange) {
        if (origins.isEmpty()) return Optional.empty();
        var answer = exchange.getResponseHeaders();
        answer.add("Vary", "Origin"); // also for an answer without CORS headers, since a cache may store it
        var origin = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
        if (origin.size() != 1 || !origins.contains(origin.get(0))) return Optional.empty();
        answer.set("Access-Control-Allow-Origin", origin.get(0));
        answer.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        var isPreflight = exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
        if (!isPreflight) return Optional.empty();
        return Optional.of(Response.noContent()
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .with("Access-Control-Max-Age", MAX_AGE_SECONDS));
    }
}
