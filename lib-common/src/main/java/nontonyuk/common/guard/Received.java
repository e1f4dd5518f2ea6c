package nontonyuk.common.guard;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.function.IntConsumer;
import nontonyuk.common.problem.Problem;

/** The bytes that a client has sent, and that no request has used yet. An idle connection holds no buffer. */
public final class Received {
    private static final int FIRST_BYTES = 1024;
    private static final int READ_BYTES = 8 * 1024;

    /** Above the limit of a target, so that the refusal can name its path. */
    private static final int LINE_LIMIT = 2 * RequestGuard.TARGET_LIMIT;

    /** The separators of a hundred headers come on top. */
    private static final int HEADERS_LIMIT = RequestGuard.HEADERS_LIMIT + 1024;

    private static final byte[] NONE = {};
    private static final byte[] SKIPPED = new byte[READ_BYTES];

    private final ReadableByteChannel channel;
    private final IntConsumer memory;
    private byte[] bytes = NONE;
    private int start;
    private int end;

    /** {@code memory} counts the bytes that a large head needs, and may refuse them. */
    public Received(ReadableByteChannel channel, IntConsumer memory) {
        this.channel = channel;
        this.memory = memory;
    }

    public int size() {
        return end - start;
    }

    /** Waits for the head of a request. Each of its lines ends in CR LF. */
    public byte[] head() throws IOException {
        bytes = Arrays.copyOfRange(bytes, start, Math.max(end, start + FIRST_BYTES));
        end -= start;
        start = 0;
        int headers = 0; // where they begin; 0 until the end of the first line
        int line = 0;
        for (int i = 0; ; i++) {
            if (i == end) more();
            boolean isBare = (bytes[i] == '\n') != (i > 0 && bytes[i - 1] == '\r');
            if (isBare) throw Problem.refused(400, "bad-header", "Each line of the head must end in CR LF.");
            boolean isFirst = headers == 0;
            if (isFirst && i > LINE_LIMIT) throw RequestGuard.targetTooLong();
            if (!isFirst && i - headers > HEADERS_LIMIT) throw RequestGuard.headersTooLarge();
            if (bytes[i] != '\n') continue;
            if (i - line <= 1 && !isFirst) return take(i + 1 - start);
            if (i - line <= 1) start = i + 1; // an empty line before the request (RFC 9112 §2.2)
            else if (isFirst) headers = i + 1;
            line = i + 1;
        }
    }

    /** The first of the bytes, for the log. */
    public byte[] peek() {
        return Arrays.copyOfRange(bytes, start, Math.min(end, start + FIRST_BYTES));
    }

    private byte[] take(int count) {
        var taken = Arrays.copyOfRange(bytes, start, start + count);
        start += count;
        return taken;
    }

    /** Waits for so many bytes. */
    public byte[] exactly(int length) throws IOException {
        var whole = new byte[length];
        int count = Math.min(length, size());
        System.arraycopy(bytes, start, whole, 0, count);
        start += count;
        while (count < length) count += receive(whole, count);
        return whole;
    }

    public byte next() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
            more();
        }
        return bytes[start++];
    }

    /** Waits for any bytes, and forgets them. All connections share the buffer. */
    public void skip() throws IOException {
        receive(SKIPPED, 0);
    }

    private void more() throws IOException {
        if (end == bytes.length) {
            memory.accept(bytes.length);
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        end += receive(bytes, end);
    }

    private int receive(byte[] into, int from) throws IOException {
        var room = ByteBuffer.wrap(into, from, Math.min(READ_BYTES, into.length - from));
        int count = channel.read(room);
        if (count < 0) throw new EOFException();
        return count;
    }

    public void releaseBuffer() {
        if (start == end) drop();
    }

    public void drop() {
        bytes = NONE;
        start = 0;
        end = 0;
    }
}
