package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** An answer of a service: its head with the empty line, and its body. */
public record Answer(String head, byte[] body) {
    private static final Pattern ENCODING = Pattern.compile("(?im)^Transfer-Encoding:");
    private static final Pattern BODILESS = Pattern.compile("(?s)HTTP/1.1 (204|304) .*");

    /** The answer to this request. Its connection carries no other answer. */
    static Answer read(InputStream from, Request request) throws IOException {
        var head = Wire.withoutConnection(Wire.readHead(from));
        return new Answer(head, readBody(from, request, head));
    }

    private static byte[] readBody(InputStream from, Request request, String head) throws IOException {
        if (request.method().equals("HEAD") || BODILESS.matcher(head).matches()) return new byte[0];
        var length = Wire.length(head);
        return length.isPresent() ? from.readNBytes(length.getAsInt()) : from.readAllBytes();
    }

    /** The number of the status line, or 0 if it has none. */
    public int status() {
        var words = head.split("[ \r]", 3);
        return words[1].matches("[1-5][0-9]{2}") ? Integer.parseInt(words[1]) : 0;
    }

    /** The first value of a header, or an empty text. */
    public String header(String name) {
        return Wire.header(head, name);
    }

    public String text() {
        return new String(body, UTF_8);
    }

    /** Whether its reader can find its end, and keep the connection. */
    boolean hasKnownEnd() {
        return Wire.length(head).isPresent()
                || ENCODING.matcher(head).find()
                || BODILESS.matcher(head).matches();
    }

    byte[] bytes() {
        return Wire.bytes(head, body);
    }

    /** The length of a broken answer: the head and half of the body, or half of the head. */
    int half() {
        return body.length > 0 ? head.length() + body.length / 2 : head.length() / 2;
    }
}
