package nontonyuk.common.guard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/**
 * Refuses requests that break HTTP/1.1 (RFC 9112) or our limits, before other code sees them. Each refusal closes the
 * connection, since the end of a bad request is not certain.
 *
 * <p>{@link RequestHead} makes these checks on the client's bytes. Where the JDK's server is not open, they are made on
 * what the server has parsed. Its own parser is less strict, and it cannot read chunked bodies safely.
 */
public final class RequestGuard {
    public static final int BODY_LIMIT = 64 * 1024;
    public static final int TARGET_LIMIT = 8 * 1024;
    public static final int HEADERS_LIMIT = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int METHOD_LIMIT = 20;
    private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");
    private static final Pattern HOST = Pattern.compile("([0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");

    private static final ThreadLocal<Checked> CURRENT = new ThreadLocal<>();

    private RequestGuard() {}

    /** A request whose bytes were checked before the JDK's server saw it. */
    public interface Checked {
        /** Throws the problem of a refused request, or an IOException if the client went away in its middle. */
        void check() throws IOException;

        /** What the client sent in place of a valid first line, without its query; {@code null} for a valid line. */
        String badLine();

        /** Counts memory until the request ends; the 503 {@code too-busy} if there is no room. */
        void reserve(int bytes);

        /** Holds back the head of the answer, since a body of so many bytes follows; 0 ends that. */
        void holdFor(int bodyBytes);
    }

    /** Names the request that this thread answers until {@link #end}. */
    public static void begin(Checked request) {
        CURRENT.set(request);
    }

    public static void end() {
        CURRENT.remove();
    }

    /** The text that stands for method and path in the log; {@code null} if they are valid. */
    static String badLine() {
        var request = CURRENT.get();
        return request == null ? null : request.badLine();
    }

    /**
     * Returns if the request has one Host, at most {@link #BODY_LIMIT} bytes of body, and a path as its target.
     * Otherwise it throws the {@link Problem} that names the fault.
     */
    public static void check(HttpExchange exchange) throws IOException {
        var request = CURRENT.get();
        if (request != null) {
            request.check();
            return;
        }
        checkVersion(exchange.getProtocol());
        checkMethod(exchange.getRequestMethod());
        checkTarget(exchange.getRequestURI());
        var headers = exchange.getRequestHeaders();
        headers.forEach((name, values) -> checkValue(name, String.join("", values)));
        checkHeaders(headers, exchange.getProtocol());
        if (headers.containsKey("Transfer-Encoding")) throw unknownTransferEncoding();
    }

    /** Counts an answer against the memory of all connections until it is sent; the 503 if there is no room. */
    public static void reserve(int bytes) {
        var request = CURRENT.get();
        if (request != null) request.reserve(bytes);
    }

    /** Holds back the head of the answer for a body of so many bytes, so that both leave in one write; 0 ends that. */
    public static void holdFor(int bodyBytes) {
        var request = CURRENT.get();
        if (request != null) request.holdFor(bodyBytes);
    }

    static void checkVersion(String version) {
        if (!VERSION.matcher(version).matches()) throw Problem.refused(505, "version-not-supported", "Use HTTP/1.1.");
    }

    static void checkMethod(String method) {
        if (method.length() > METHOD_LIMIT || !TOKEN.matcher(method).matches())
            throw Problem.refused(400, "bad-method", "The method is not a valid HTTP method name.");
    }

    static void checkTarget(URI target) {
        if (target.toString().length() > TARGET_LIMIT) throw targetTooLong();
        // Two slashes at the start name another host.
        boolean isPath = !target.isAbsolute() && target.getRawAuthority() == null && target.getRawFragment() == null;
        if (!isPath) throw badTarget();
    }

    static Problem badTarget() {
        return Problem.refused(400, "bad-target", "The target must be a percent-encoded path without a fragment.");
    }

    public static Problem targetTooLong() {
        return Problem.refused(414, "target-too-long", "The path is longer than " + TARGET_LIMIT + " bytes.");
    }

    public static Problem headersTooLarge() {
        var detail = "More than " + MAX_HEADERS + " headers or " + HEADERS_LIMIT + " bytes.";
        return Problem.refused(431, "headers-too-large", detail);
    }

    static Problem bodyTooLarge() {
        return Problem.tooLarge("The body is larger than " + BODY_LIMIT + " bytes.");
    }

    static void checkHeaders(Headers headers, String version) {
        checkSize(headers);
        checkHost(headers.getOrDefault("Host", List.of()));
        checkLength(headers, version);
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
        if (count > MAX_HEADERS || size > HEADERS_LIMIT) throw headersTooLarge();
    }

    static void checkValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) // a stream would take microseconds for a token
        if (isControl(value.charAt(i)))
                throw Problem.refused(400, "bad-header", "The header " + name + " has a control character.");
    }

    static boolean isControl(int letter) {
        return letter < ' ' && letter != '\t' || letter == 0x7f;
    }

    static void checkHost(List<String> hosts) {
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches())
            throw Problem.refused(400, "bad-host", "Send one Host header: a name, with or without a port.");
    }

    private static void checkLength(Headers headers, String version) {
        var lengths = headers.getOrDefault("Content-Length", List.of());
        var encodings = headers.getOrDefault("Transfer-Encoding", List.of());
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty() || version.equals("HTTP/1.0"))
                throw Problem.refused(400, "bad-transfer-encoding", "Send a length or a transfer encoding, not both.");
            if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) throw unknownTransferEncoding();
        }
        if (lengths.isEmpty()) return; // no body (RFC 9112 §6.3)
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches())
            throw Problem.refused(400, "bad-content-length", "Send one Content-Length header with digits only.");
        if (lengths.get(0).length() > 18 || Long.parseLong(lengths.get(0)) > BODY_LIMIT) throw bodyTooLarge();
    }

    private static Problem unknownTransferEncoding() {
        var detail = "Send the body with its Content-Length, or chunked and not encoded otherwise.";
        return Problem.refused(501, "unknown-transfer-encoding", detail);
    }
}
