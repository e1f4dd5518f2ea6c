package nontonyuk.common.guard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/**
 * Refuses requests that break HTTP/1.1 (RFC 9112) or our limits, before other code sees them. Each refusal closes the
 * connection, since the end of a bad request is not certain.
 *
 * <p>The JDK's server checks first. It turns a folded header, or one that ends in a bare CR or LF, into an ordinary
 * header. It refuses two lengths, and a length together with Transfer-Encoding. Its limits are above ours, so that our
 * answer can give the reason.
 */
public final class RequestGuard {
    static final int BODY_LIMIT = 64 * 1024;
    private static final int TARGET_LIMIT = 8 * 1024;
    private static final int HEADERS_LIMIT = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}");
    private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");
    private static final Pattern HOST = Pattern.compile("([0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");

    private RequestGuard() {}

    /**
     * Returns if the request has one Host, at most {@link #BODY_LIMIT} bytes of body, and a path as its target.
     * Otherwise it throws the {@link Problem} that names the fault.
     */
    public static void check(HttpExchange exchange) {
        if (!VERSION.matcher(exchange.getProtocol()).matches())
            throw Problem.refused(505, "version-not-supported", "Use HTTP/1.1.");
        if (!METHOD.matcher(exchange.getRequestMethod()).matches())
            throw Problem.refused(400, "bad-method", "The method is not a valid HTTP method name.");
        checkTarget(exchange.getRequestURI());
        var headers = exchange.getRequestHeaders();
        checkSize(headers);
        checkValues(headers);
        checkHost(headers.getOrDefault("Host", List.of()));
        checkLength(headers);
    }

    private static void checkTarget(URI target) {
        if (target.toString().length() > TARGET_LIMIT)
            throw Problem.refused(414, "target-too-long", "The path is longer than " + TARGET_LIMIT + " bytes.");
        // An absolute target names another host, and so do two slashes at the start.
        boolean isPath = !target.isAbsolute() && target.getRawAuthority() == null && target.getRawFragment() == null;
        if (!isPath)
            throw Problem.refused(
                    400, "bad-target", "The target must be a path without a host and without a fragment.");
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
        if (count > MAX_HEADERS || size > HEADERS_LIMIT)
            throw Problem.refused(
                    431, "headers-too-large", "More than " + MAX_HEADERS + " headers or " + HEADERS_LIMIT + " bytes.");
    }

    private static void checkValues(Headers headers) {
        headers.forEach((name, values) -> {
            if (String.join("", values).chars().anyMatch(RequestGuard::isControl))
                throw Problem.refused(400, "bad-header", "The header " + name + " has a control character.");
        });
    }

    private static boolean isControl(int letter) {
        return letter < ' ' && letter != '\t' || letter == 0x7f;
    }

    private static void checkHost(List<String> hosts) {
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches())
            throw Problem.refused(400, "bad-host", "Send one Host header: a name, with or without a port.");
    }

    private static void checkLength(Headers headers) {
        if (headers.containsKey("Transfer-Encoding"))
            throw Problem.refused(411, "length-required", "Send the whole body with its Content-Length.");
        var lengths = headers.getOrDefault("Content-Length", List.of());
        if (lengths.isEmpty()) return; // no body (RFC 9112 §6.3)
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches())
            throw Problem.refused(400, "bad-content-length", "Send one Content-Length header with digits only.");
        if (lengths.get(0).length() > 18 || Long.parseLong(lengths.get(0)) > BODY_LIMIT)
            throw Problem.tooLarge("The body is larger than " + BODY_LIMIT + " bytes.");
    }
}
