package nontonyuk.common.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Access;
import nontonyuk.common.problem.Nfc;

/**
 * One line of the table of routes. A pattern consists of segments. A word matches the same word. {@code {id}} matches
 * any segment and names it. {@code **} at the end matches the rest of the path.
 *
 * @param method an HTTP method, or {@code *} for every method
 * @param isPolled whether programs send this request every few seconds, so that a log line for each is too much
 */
record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    /** The variables in {@code rawPath}, or empty if the path does not match the pattern. */
    Optional<Map<String, String>> match(String rawPath) {
        // The path is split before it is decoded, since an encoded slash is not a separator.
        var wanted = pattern.split("/", -1);
        var given = rawPath.split("/", -1);
        var variables = new HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("**")) return Optional.of(variables);
            if (i >= given.length) return Optional.empty();
            if (wanted[i].startsWith("{")) {
                if (given[i].isEmpty()) return Optional.empty();
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return wanted.length == given.length ? Optional.of(variables) : Optional.empty();
    }

    /** Whether the route answers this method. A GET also answers HEAD (RFC 9110 §9.3.2). */
    boolean accepts(String givenMethod) {
        return method.equals("*") || method.equals(givenMethod) || (method.equals("GET") && givenMethod.equals("HEAD"));
    }

    private static String decoded(String segment) {
        // A plus sign means a space in a query only, not in a path.
        return Nfc.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}
