package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads and writes messages of HTTP/1.1. */
final class Wire {
    private static final int MAX_HEAD = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]{1,9}) *$");

    private Wire() {}

    /** The head of the next message with its empty line. */
    static String readHead(InputStream from) throws IOException {
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

    static OptionalInt length(String head) {
        var length = LENGTH.matcher(head);
        return length.find() ? OptionalInt.of(Integer.parseInt(length.group(1))) : OptionalInt.empty();
    }

    /** The first value of a header, or an empty text. */
    static String header(String head, String name) {
        var wanted = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(line -> line.substring(wanted.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** The Connection header is valid for one connection only (RFC 9110 §7.6.1). */
    static String withoutConnection(String head) {
        return head.replaceAll("(?im)^Connection:[^\n]*\n", "");
    }

    static byte[] bytes(String head, byte[] body) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
