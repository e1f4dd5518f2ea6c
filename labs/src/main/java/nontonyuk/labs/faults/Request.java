package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A request at the proxy: its head with the empty line, and its body. */
public record Request(String head, byte[] body) {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** The next request of a connection. Its body needs a Content-Length. */
    static Request read(InputStream from) throws IOException {
        var head = Wire.readHead(from);
        return new Request(head, from.readNBytes(Wire.length(head).orElse(0)));
    }

    public String method() {
        return head.substring(0, head.indexOf(' '));
    }

    /** The path and the query, as they came. */
    public String target() {
        return head.split(" ", 3)[1];
    }

    /** The first value of a header, or an empty text. */
    public String header(String name) {
        return Wire.header(head, name);
    }

    public String text() {
        return new String(body, UTF_8);
    }

    /** The trace id of the header {@code traceparent} (W3C Trace Context), or an empty text. */
    public String traceId() {
        var header = TRACEPARENT.matcher(header("traceparent"));
        return header.matches() ? header.group(1) : "";
    }

    boolean isForHealth() {
        return head.startsWith("GET /health/");
    }

    /** The bytes for a connection that ends with the answer. */
    byte[] closing() {
        var closing = Wire.withoutConnection(head).replaceFirst("\r\n", "\r\nConnection: close\r\n");
        return Wire.bytes(closing, body);
    }
}
