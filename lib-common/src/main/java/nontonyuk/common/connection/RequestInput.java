package nontonyuk.common.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import nontonyuk.common.guard.ChunkedBody;
import nontonyuk.common.guard.Received;
import nontonyuk.common.guard.RequestGuard;
import nontonyuk.common.guard.RequestHead;
import nontonyuk.common.problem.Problem;

/**
 * What the JDK's server reads instead of the client's bytes: one whole request in a canonical form. A refused request
 * becomes a short one, and {@link RequestGuard} answers it. So the server sees neither a slow nor an invalid request.
 */
final class RequestInput extends InputStream {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] NONE = {};
    private static final byte[] SKIPPED = new byte[1024];

    /** The server's objects for a request, and its copies of each byte of the head. */
    private static final int OBJECT_BYTES = 8 * 1024;

    private static final int HEAD_COPIES = 8;

    private final Connection connection;
    private final Received received;
    byte[] shown = NONE;
    private int next;
    private byte[] body = NONE;
    private boolean isBegun;
    private boolean isRefused;
    private boolean isGone;

    RequestInput(Connection connection) {
        this.connection = connection;
        this.received = new Received(connection.channel, connection::reserve);
    }

    /** Forgets the request, so that an idle connection keeps no body. The next read starts a new one. */
    void clear() {
        isBegun = false;
        shown = NONE;
        body = NONE;
        next = 0;
    }

    /** Waits for the whole request, before the server makes its buffers. */
    void prepare() {
        try {
            fill();
        } catch (IOException e) {
            isGone = true;
        }
    }

    @Override
    public int read() throws IOException {
        return next < shown.length || fill() ? shown[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) return 0;
        if (next == shown.length && !fill()) return -1;
        int part = Math.min(length, shown.length - next);
        System.arraycopy(shown, next, bytes, from, part);
        next += part;
        return part;
    }

    /** The bytes of the next request that have arrived already. */
    @Override
    public int available() {
        return received.size();
    }

    @Override
    public void close() throws IOException {
        connection.channel.close();
    }

    private boolean fill() throws IOException {
        next = 0;
        shown = NONE;
        if (isGone) return false;
        if (isRefused) {
            shown = rest();
        } else if (isBegun) {
            shown = body;
            body = NONE;
        } else {
            shown = request();
            isBegun = true;
        }
        return shown.length > 0;
    }

    /** The head of a whole request; nothing if the client has closed the connection. */
    private byte[] request() throws IOException {
        var head = new RequestHead();
        byte[] bytes = NONE;
        try {
            if (connection.refusal() != null && !connection.isEnded()) throw connection.refusal();
            bytes = received.head();
            connection.reserve(OBJECT_BYTES + bytes.length * HEAD_COPIES);
            head.read(new String(bytes, ISO_8859_1));
            body = readBody(head);
            received.releaseBuffer();
            connection.enter(Connection.Phase.WORKING);
            return head.bytes(body.length);
        } catch (EOFException e) {
            boolean isHalf = received.size() > 0 || head.hasLine();
            if (connection.isEnded()) return isHalf ? refuse(head, bytes, connection.refusal()) : NONE;
            return head.hasLine() ? refuse(head, bytes, null) : NONE;
        } catch (Problem problem) {
            return refuse(head, bytes, problem);
        }
    }

    private byte[] readBody(RequestHead head) throws IOException {
        int length = head.isChunked() ? RequestGuard.BODY_LIMIT : head.length();
        if (length == 0) return NONE;
        if (head.expectsContinue() && received.size() == 0) connection.writeAtOnce(ByteBuffer.wrap(CONTINUE));
        if (head.isChunked()) return ChunkedBody.read(received::next, connection::reserve);
        connection.reserve(2 * length); // the router copies it
        return received.exactly(length);
    }

    /** {@code problem} is {@code null} if the client went away. */
    private byte[] refuse(RequestHead head, byte[] bytes, Problem problem) {
        isRefused = true;
        var text = new String(bytes.length > 0 ? bytes : received.peek(), ISO_8859_1);
        connection.refuse(problem, head.hasLine() ? null : text.split("[?\\r]", 2)[0]);
        received.drop();
        connection.free();
        return head.refusedBytes();
    }

    /**
     * Closes our side after the answer, and reads what the client still sends: unread bytes would destroy the answer.
     */
    private byte[] rest() throws IOException {
        if (!connection.isIn(Connection.Phase.ENDING)) {
            connection.enter(Connection.Phase.ENDING);
            connection.channel.shutdownOutput();
        }
        try {
            received.skip();
            return SKIPPED;
        } catch (EOFException e) {
            return NONE;
        }
    }
}
