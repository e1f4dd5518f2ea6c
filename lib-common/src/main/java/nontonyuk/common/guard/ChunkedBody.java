package nontonyuk.common.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;

/** Reads a chunked body (RFC 9112 §7.1). Extensions and trailers are read and ignored. */
public final class ChunkedBody {
    private static final String EXTENSION = "([ \t]*;[^\n]*)?";
    private static final Pattern SIZE = Pattern.compile("0{0,9}([0-9A-Fa-f]{1,7})" + EXTENSION);
    private static final Pattern LARGE_SIZE = Pattern.compile("[0-9A-Fa-f]{8,16}" + EXTENSION);
    private static final int LINE_LIMIT = 1024;
    private static final int MAX_TRAILERS = 100;

    /** The next byte of the client. */
    @FunctionalInterface
    public interface Source {
        byte next() throws IOException;
    }

    private final Source source;

    private ChunkedBody(Source source) {
        this.source = source;
    }

    /** The whole body. {@code memory} counts the bytes that each chunk needs, and may refuse them. */
    public static byte[] read(Source source, IntConsumer memory) throws IOException {
        return new ChunkedBody(source).read(memory);
    }

    private byte[] read(IntConsumer memory) throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            if (whole.size() + size > RequestGuard.BODY_LIMIT) throw RequestGuard.bodyTooLarge();
            memory.accept(4 * size); // the stream doubles, and is copied twice
            for (int i = 0; i < size; i++) whole.write(source.next());
            if (!line().isEmpty()) throw refused();
        }
        for (int i = 0; !line().isEmpty(); i++) if (i == MAX_TRAILERS) throw RequestGuard.headersTooLarge();
        return whole.toByteArray();
    }

    private int size() throws IOException {
        var line = line();
        var size = SIZE.matcher(line);
        if (size.matches()) return Integer.parseInt(size.group(1), 16);
        throw LARGE_SIZE.matcher(line).matches() ? RequestGuard.bodyTooLarge() : refused();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (byte letter = source.next(); letter != '\r'; letter = source.next()) {
            if (line.length() == LINE_LIMIT || RequestGuard.isControl(letter & 0xff)) throw refused();
            line.append((char) (letter & 0xff));
        }
        if (source.next() != '\n') throw refused();
        return line.toString();
    }

    private static Problem refused() {
        return Problem.refused(400, "bad-transfer-encoding", "The body is not chunked as RFC 9112 says.");
    }
}
