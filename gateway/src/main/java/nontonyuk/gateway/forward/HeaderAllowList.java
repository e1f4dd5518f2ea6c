package nontonyuk.gateway.forward;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.problem.Problem;

/**
 * The headers that pass the gateway. All others are dropped: those for one connection only (RFC 9110 §7.6.1), and those
 * that claim an identity, such as {@code X-User-Id} or {@code Forwarded}.
 */
final class HeaderAllowList {
    /** {@code Accept-Encoding} is missing, because the gateway does not decompress bodies. */
    private static final List<String> REQUEST = List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "User-Agent");

    private static final List<String> RESPONSE = List.of(
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

    private HeaderAllowList() {}

    /** The request's allowed headers. Several headers of one name become one list (RFC 9110 §5.3). */
    static Map<String, String> of(Request request) {
        return allowed(REQUEST, request::headers, HeaderAllowList::checked);
    }

    /** The same for an answer. */
    static Map<String, String> of(HttpResponse<?> answer) {
        return allowed(RESPONSE, answer.headers()::allValues, (name, value) -> value);
    }

    private static Map<String, String> allowed(
            List<String> names, Function<String, List<String>> values, BinaryOperator<String> check) {
        var allowed = new TreeMap<String, String>();
        var hopByHop = hopByHop(String.join(",", values.apply("Connection")));
        for (var name : names) {
            if (hopByHop.contains(name.toLowerCase(Locale.ROOT))) continue;
            var all = values.apply(name);
            if (!all.isEmpty()) allowed.put(name, check.apply(name, String.join(", ", all)));
        }
        return allowed;
    }

    /** The header {@code Connection} names more headers that are for this connection only. */
    private static List<String> hopByHop(String connection) {
        return List.of(connection.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"));
    }

    /** The JDK's client throws on some other characters, and replaces the rest by question marks. */
    static String checked(String name, String value) {
        if (value.chars().allMatch(letter -> letter == '\t' || (letter >= ' ' && letter <= '~'))) return value;
        throw Problem.badRequest("bad-header", "The header " + name + " has characters that are not ASCII.");
    }
}
