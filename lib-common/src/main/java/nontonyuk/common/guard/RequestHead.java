package nontonyuk.common.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/** The head of a request, read as RFC 9112 says, and written again in one form for the JDK's server. */
public final class RequestHead {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]+)(.*)");

    /** Letters that the URL standard of browsers leaves as they are, though RFC 3986 does not allow them. */
    private static final String UNENCODED = "\"<>\\^`{|}";

    private static final int DRAIN_BYTES = 1024 * 1024;

    private final Headers headers = new Headers();
    private String method = "-";
    private String target = "/";
    private String version = "HTTP/1.1";
    private boolean hasLine;

    /** Reads all lines. A {@link Problem} leaves the parts that were valid. */
    public void read(String text) {
        int end = text.indexOf("\r\n");
        var line = text.substring(0, end);
        for (int start = end + 2; (end = text.indexOf("\r\n", start)) > start; start = end + 2)
            addHeader(text.substring(start, end));
        readRequestLine(line);
        RequestGuard.checkHeaders(headers, version);
    }

    private void readRequestLine(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 0 || first == last)
            throw Problem.refused(400, "bad-target", "The first line must be a method, a target and a version.");
        RequestGuard.checkMethod(line.substring(0, first));
        method = line.substring(0, first);
        RequestGuard.checkVersion(line.substring(last + 1));
        version = line.substring(last + 1);
        var path = encoded(originForm(line.substring(first + 1, last)));
        try {
            var uri = new URI(path);
            target = path;
            hasLine = true;
            RequestGuard.checkTarget(uri);
        } catch (URISyntaxException e) {
            throw RequestGuard.badTarget();
        }
    }

    /** A server must accept the absolute form, and its host replaces the header Host (RFC 9112 §3.2.2). */
    private String originForm(String text) {
        if (text.startsWith("/")) return text;
        if (text.equals("*") && method.equals("OPTIONS")) return "/*"; // the server as a whole: we have no such route
        var absolute = ABSOLUTE.matcher(text);
        if (!absolute.matches()) throw RequestGuard.badTarget();
        RequestGuard.checkHost(headers.getOrDefault("Host", List.of()));
        headers.set("Host", absolute.group(1));
        var path = absolute.group(2);
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder(text.length());
        int query = text.indexOf('?');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter <= ' ' || letter >= 0x7f) throw RequestGuard.badTarget();
            boolean isUnencoded =
                    UNENCODED.indexOf(letter) >= 0 || (query < 0 || i < query) && "[]".indexOf(letter) >= 0;
            encoded.append(isUnencoded ? "%" + Integer.toHexString(letter).toUpperCase(Locale.ROOT) : letter);
        }
        return encoded.toString();
    }

    private void addHeader(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || !RequestGuard.TOKEN.matcher(line.substring(0, colon)).matches())
            throw Problem.refused(400, "bad-header", "Each header must be a name, a colon and a value on one line.");
        var name = line.substring(0, colon);
        RequestGuard.checkValue(name, line);
        headers.add(name, line.substring(colon + 1).strip());
    }

    /** Whether the first line could be read. */
    public boolean hasLine() {
        return hasLine;
    }

    public boolean isChunked() {
        return headers.containsKey("Transfer-Encoding");
    }

    public int length() {
        var length = headers.getFirst("Content-Length");
        return length == null ? 0 : Integer.parseInt(length);
    }

    public boolean expectsContinue() {
        return version.equals("HTTP/1.1") && "100-continue".equalsIgnoreCase(headers.getFirst("Expect"));
    }

    /** The same request for the server, with a body of this length behind it. */
    public byte[] bytes(int length) {
        if (isChunked() || length > 0) headers.set("Content-Length", "" + length);
        for (var name : List.of("Transfer-Encoding", "Trailer", "Expect")) headers.remove(name);
        var text = new StringBuilder(1024);
        text.append(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        headers.forEach((name, values) -> {
            for (var value : values)
                text.append(name).append(": ").append(value).append("\r\n");
        });
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** A request for the server in place of a refused one. Its body is what the client still sends. */
    public byte[] refusedBytes() {
        var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: refused\r\n");
        for (var name : List.of("Origin", "Traceparent")) // the refusal needs both
        if (headers.containsKey(name)) text.append(name + ": " + headers.getFirst(name) + "\r\n");
        return (text + "Content-Length: " + DRAIN_BYTES + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}
