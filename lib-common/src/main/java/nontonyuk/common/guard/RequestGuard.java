package nontonyuk.common.guard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/**
 * Turns away what HTTP/1.1 forbids (RFC 9112) and what we have no use for, before anything of ours has seen it. After
 * each refusal the connection is closed: where a bad request ends, and the next one begins, is anybody's guess.
 *
 * <p>The JDK's server is in front of this. A folded header, or one that ends in a bare CR or LF, comes from there as an
 * ordinary one; Content-Length together with Transfer-Encoding, or twice, it refuses by itself. {@code Service} sets
 * its limits above ours, so that we can say what was wrong.
 */
public final class RequestGuard {
    static final int BODY_LIMIT = 64 * 1024;
    private static final int TARGET_LIMIT = 8 * 1024;
    private static final int HEADERS_LIMIT = 16 * 1024;
    private static final int MOST_HEADERS = 100;

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}");
    private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");
    private static final Pattern HOST = Pattern.compile("([0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");

    private RequestGuard() {}

    /**
     * Returns when the request may come in: it has one Host, a known length of at most {@link #BODY_LIMIT}, and a
     * target that is a path with a query or without.
     */
    public static void check(HttpExchange exchange) {
        if (!VERSION.matcher(exchange.getProtocol()).matches())
            throw Problem.refused(505, "version-not-supported", "Speak HTTP/1.1.");
        if (!METHOD.matcher(exchange.getRequestMethod()).matches())
            throw Problem.refused(400, "bad-method", "The method is no word of HTTP.");
        checkTarget(exchange.getRequestURI());
        var headers = exchange.getRequestHeaders();
        checkSize(headers);
        checkValues(headers);
        checkHost(all(headers, "Host"));
        checkLength(headers);
    }

    private static void checkTarget(URI target) {
        if (target.toString().length() > TARGET_LIMIT)
            throw Problem.refused(414, "target-too-long", "The path is longer than " + TARGET_LIMIT + " bytes.");
        // The absolute form names a host of its own, and so do two slashes at the start.
        boolean plain = !target.isAbsolute() && target.getRawAuthority() == null && target.getRawFragment() == null;
        if (!plain) throw Problem.refused(400, "bad-target", "Ask for a path, without a host and without a fragment.");
    }

    private static void checkSize(Headers headers) {
        int count = 0;
        int size = 0;
        for (var header : headers.entrySet()) {
            for (var value : header.getValue()) {
                count++;
                size += header.getKey().length() + value.length();
            }
        }
        if (count > MOST_HEADERS || size > HEADERS_LIMIT)
            throw Problem.refused(
                    431, "headers-too-large", "More than " + MOST_HEADERS + " headers or " + HEADERS_LIMIT + " bytes.");
    }

    private static void checkValues(Headers headers) {
        for (var header : headers.entrySet()) {
            for (var value : header.getValue()) {
                if (value.chars().anyMatch(RequestGuard::isControl))
                    throw Problem.refused(
                            400, "bad-header", "The header " + header.getKey() + " has a control character.");
            }
        }
    }

    private static boolean isControl(int letter) {
        return letter < ' ' && letter != '\t' || letter == 0x7f;
    }

    private static void checkHost(List<String> hosts) {
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches())
            throw Problem.refused(400, "bad-host", "Send one Host, a name with a port or without.");
    }

    private static void checkLength(Headers headers) {
        if (headers.containsKey("Transfer-Encoding"))
            throw Problem.refused(411, "length-required", "Send the body whole, with its Content-Length.");
        var lengths = all(headers, "Content-Length");
        if (lengths.isEmpty()) return; // no body (RFC 9112 §6.3)
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches())
            throw Problem.refused(400, "bad-content-length", "Send one Content-Length, in digits only.");
        if (lengths.get(0).length() > 18 || Long.parseLong(lengths.get(0)) > BODY_LIMIT)
            throw Problem.tooLarge("The body is larger than " + BODY_LIMIT + " bytes.");
    }

    private static List<String> all(Headers headers, String name) {
        var values = headers.get(name);
        return values == null ? List.of() : values;
    }
}
