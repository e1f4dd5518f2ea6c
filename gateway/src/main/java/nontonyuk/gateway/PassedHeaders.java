package nontonyuk.gateway;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nontonyuk.common.Problem;
import nontonyuk.common.Request;

/**
 * The headers that cross the gateway. What isn't listed stays outside: all that holds for one
 * connection only (RFC 9110 §7.6.1), and all that claims to know who is calling, such as {@code
 * X-User-Id} or {@code Forwarded}.
 */
final class PassedHeaders {
    /** No {@code Accept-Encoding}: bodies pass through here as they are. */
    private static final List<String> REQUEST =
            List.of(
                    "Accept",
                    "Accept-Language",
                    "Authorization",
                    "Content-Type",
                    "Idempotency-Key",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "User-Agent");

    private static final List<String> RESPONSE =
            List.of(
                    "Allow",
                    "Cache-Control",
                    "Content-Disposition",
                    "Content-Encoding",
                    "Content-Language",
                    "Content-Type",
                    "ETag",
                    "Idempotency-Replayed",
                    "Last-Modified",
                    "Location",
                    "Retry-After",
                    "Vary",
                    "WWW-Authenticate");

    private PassedHeaders() {}

    /** The request's, and where the caller says that it went to. */
    static Map<String, String> of(Request request) {
        var passed = new TreeMap<String, String>();
        var connection = names(request.header("Connection").orElse(""));
        for (var name : REQUEST) {
            if (connection.contains(name.toLowerCase(Locale.ROOT))) continue;
            request.header(name).ifPresent(value -> passed.put(name, checked(name, value)));
        }
        request.header("Host")
                .ifPresent(host -> passed.put("X-Forwarded-Host", checked("Host", host)));
        return passed;
    }

    /** The answer's; a header that came several times is one list (RFC 9110 §5.3). */
    static Map<String, String> of(HttpResponse<?> answer) {
        var passed = new TreeMap<String, String>();
        var connection = names(String.join(",", answer.headers().allValues("Connection")));
        for (var name : RESPONSE) {
            if (connection.contains(name.toLowerCase(Locale.ROOT))) continue;
            var values = answer.headers().allValues(name);
            if (!values.isEmpty()) passed.put(name, String.join(", ", values));
        }
        return passed;
    }

    /** {@code Connection} names headers that are for its two ends alone. */
    private static List<String> names(String connection) {
        return List.of(connection.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"));
    }

    /** The client would throw on some other letters, and write a question mark for the rest. */
    private static String checked(String name, String value) {
        if (value.chars().allMatch(letter -> letter == '\t' || (letter >= ' ' && letter <= '~')))
            return value;
        throw Problem.badRequest(
                "bad-header", "The header " + name + " has letters that are not ASCII.");
    }
}
