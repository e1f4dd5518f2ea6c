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
 * The headers that cross the gateway. What isn't listed stays outside: all that holds for one connection only (RFC 9110
 * §7.6.1), and all that claims to know who is calling, such as {@code X-User-Id} or {@code Forwarded}.
 */
final class HeaderAllowList {
    /** No {@code Accept-Encoding}: bodies pass through here as they are. */
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

    /** The request's; a header that came several times is one list (RFC 9110 §5.3). */
    static Map<String, String> of(Request request) {
        return passed(REQUEST, request::headers, HeaderAllowList::checked);
    }

    /** The answer's, likewise. */
    static Map<String, String> of(HttpResponse<?> answer) {
        return passed(RESPONSE, answer.headers()::allValues, (name, value) -> value);
    }

    private static Map<String, String> passed(
            List<String> names, Function<String, List<String>> values, BinaryOperator<String> check) {
        var passed = new TreeMap<String, String>();
        var connection = names(String.join(",", values.apply("Connection")));
        for (var name : names) {
            if (connection.contains(name.toLowerCase(Locale.ROOT))) continue;
            var all = values.apply(name);
            if (!all.isEmpty()) passed.put(name, check.apply(name, String.join(", ", all)));
        }
        return passed;
    }

    /** {@code Connection} names headers that are for its two ends alone. */
    private static List<String> names(String connection) {
        return List.of(connection.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"));
    }

    /** The client would throw on some other letters, and write a question mark for the rest. */
    static String checked(String name, String value) {
        if (value.chars().allMatch(letter -> letter == '\t' || (letter >= ' ' && letter <= '~'))) return value;
        throw Problem.badRequest("bad-header", "The header " + name + " has letters that are not ASCII.");
    }
}
