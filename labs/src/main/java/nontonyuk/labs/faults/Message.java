package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A request or an answer: its head with the empty line, and its body. */
record Message(String head, byte[] body) {
    private static final int MAX_HEAD = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]{1,9}) *$");
    private static final Pattern ENCODING = Pattern.compile("(?im)^Transfer-Encoding:");

    private static final Pattern BODILESS = Pattern.compile("(?s)HTTP/1.1 (204|304) .*");

    /** The next request of a connection. Its body needs a Content-Length. */
    static Message readRequest(InputStream from) throws IOException {
        var head = readHead(from);
        return new Message(head, LENGTH.matcher(head).find() ? readBody(head, from) : new byte[0]);
    }

    /** The answer to this request. Its connection carries no other answer. */
    Message readAnswer(InputStream from) throws IOException {
        var answer = readHead(from);
        var bodiless = head.startsWith("HEAD ") || BODILESS.matcher(answer).matches();
        return new Message(answer, bodiless ? new byte[0] : readBody(answer, from));
    }

    private static byte[] readBody(String head, InputStream from) throws IOException {
        var length = LENGTH.matcher(head);
        return length.find() ? from.readNBytes(Integer.parseInt(length.group(1))) : from.readAllBytes();
    }

    private static String readHead(InputStream from) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) { // an empty line
            int next = from.read();
            if (next < 0 || head.size() == MAX_HEAD) throw new EOFException("incomplete head");
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(ISO_8859_1);
    }

    /** The same without its Connection header, which is valid for one connection only (RFC 9110 §7.6.1). */
    Message withoutConnection() {
        return new Message(head.replaceAll("(?im)^Connection:[^\n]*\n", ""), body);
    }

    Message closing() {
        return new Message(withoutConnection().head.replaceFirst("\r\n", "\r\nConnection: close\r\n"), body);
    }

    boolean isForHealth() {
        return head.startsWith("GET /health/");
    }

    /** Whether its reader can find its end, and keep the connection. */
    boolean hasKnownEnd() {
        return LENGTH.matcher(head).find()
                || ENCODING.matcher(head).find()
                || BODILESS.matcher(head).matches();
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** The length of a broken answer: the head and half of the body, or half of the head. */
    int half() {
        return body.length > 0 ? head.length() + body.length / 2 : head.length() / 2;
    }
}
