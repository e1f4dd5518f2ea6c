package nontonyuk.common.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Access;

/**
 * One line of the table of routes. A pattern is made of segments: a word matches itself, {@code {id}} matches any one
 * segment and gives it that name, and {@code **} at the end matches all that is left.
 *
 * @param method an HTTP method, or {@code *} for every one
 * @param isPolled whether programs ask for it all the time, and a line of the log each is too much
 */
public record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    /** The variables of {@code rawPath} where it fits the pattern. */
    Optional<Map<String, String>> match(String rawPath) {
        // Split before decoding: an encoded slash is a letter of its segment, not a separator.
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

    public boolean takes(String givenMethod) {
        // A HEAD is a GET whose body stays at home (RFC 9110 §9.3.2).
        return method.equals("*") || method.equals(givenMethod) || (method.equals("GET") && givenMethod.equals("HEAD"));
    }

    private static String decoded(String segment) {
        // A plus sign means a space in a query only.
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
