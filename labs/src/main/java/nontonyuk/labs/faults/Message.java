package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** A request or an answer, as bytes: its head up to the empty line, and its body. */
record Message(String head, byte[] body) {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]{1,9}) *$");
    private static final Pattern ENCODING = Pattern.compile("(?im)^Transfer-Encoding:");

    private static final Pattern BODILESS = Pattern.compile("(?s)HTTP/1.1 (204|304) .*");

    /** The next request of a connection; its body has the length that it says, and no encoding. */
    static Message readRequest(InputStream from) throws IOException {
        var head = readHead(from);
        return new Message(head, LENGTH.matcher(head).find() ? readBody(head, from) : new byte[0]);
    }

    /** The answer to this request, whose connection is used for nothing else. */
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
            if (next < 0 || head.size() == LONGEST_HEAD) throw new EOFException("no whole head");
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(ISO_8859_1);
    }

    /** The same without its Connection header, which was meant for the other connection. */
    Message withoutConnection() {
        return new Message(head.replaceAll("(?im)^Connection:[^\n]*\n", ""), body);
    }

    Message closing() {
        return new Message(withoutConnection().head.replaceFirst("\r\n", "\r\nConnection: close\r\n"), body);
    }

    boolean asksForHealth() {
        return head.startsWith("GET /health/");
    }

    /** Whether who reads it knows its end, and can go on with the same connection. */
    boolean tellsItsEnd() {
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

    /** How much of the bytes is half an answer: half of the body, if there is one. */
    int half() {
        return body.length > 0 ? head.length() + body.length / 2 : head.length() / 2;
    }
}
