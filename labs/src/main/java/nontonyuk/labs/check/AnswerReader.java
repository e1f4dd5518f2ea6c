package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one answer of HTTP/1.1 (RFC 9112) from a connection. */
record AnswerReader(String head, byte[] body) {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    /** The first answer of a connection, to a request with this method. */
    static AnswerReader read(Socket socket, String method) throws IOException {
        var from = new BufferedInputStream(socket.getInputStream());
        var head = readHead(from);
        while (status(head) / 100 == 1) head = readHead(from);
        boolean isBodiless = method.equals("HEAD") || status(head) == 204 || status(head) == 304;
        return new AnswerReader(head, isBodiless ? new byte[0] : readBody(from, headers(head)));
    }

    int status() {
        return status(head);
    }

    Map<String, String> headers() {
        return headers(head);
    }

    private static int status(String head) {
        return head.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*") ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    private static Map<String, String> headers(String head) {
        var headers = new HashMap<String, String>();
        head.lines().skip(1).filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        });
        return headers;
    }

    private static String readHead(InputStream from) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) { // an empty line
            int next = from.read();
            if (next < 0 && head.size() == 0) throw new EOFException("the connection closed without an answer");
            if (next < 0 || head.size() == MAX_HEAD) throw new EOFException("the head of the answer is incomplete");
            head.write(next);
            last = last << 8 | next;
        }
        var text = head.toString(ISO_8859_1);
        if (status(text) == 0) throw new IOException("the answer does not begin as HTTP/1.1");
        return text;
    }

    private static byte[] readBody(InputStream from, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) return readChunks(from);
        var length = headers.get("content-length");
        if (length == null) return from.readNBytes(MAX_BODY);
        return readExactly(from, length(length, 10));
    }

    private static byte[] readChunks(InputStream from) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int length = -1; length != 0; ) {
            length = length(readLine(from).replaceFirst(";.*", "").strip(), 16);
            body.writeBytes(readExactly(from, length));
            if (body.size() > MAX_BODY) throw new IOException("the body is longer than " + MAX_BODY + " bytes");
            readLine(from);
        }
        return body.toByteArray();
    }

    private static int length(String text, int radix) throws IOException {
        try {
            int length = Integer.parseInt(text, radix);
            if (length >= 0 && length <= MAX_BODY) return length;
        } catch (NumberFormatException e) {
            // the same fault
        }
        throw new IOException("the length of the body is \"" + text + "\"");
    }

    private static byte[] readExactly(InputStream from, int length) throws IOException {
        var bytes = from.readNBytes(length);
        if (bytes.length < length)
            throw new EOFException("the body ends after " + bytes.length + " of " + length + " bytes");
        return bytes;
    }

    private static String readLine(InputStream from) throws IOException {
        var line = new StringBuilder();
        for (int next = from.read(); next != '\n'; next = from.read()) {
            if (next < 0 || line.length() == MAX_HEAD) throw new EOFException("the body ends inside a chunk");
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
