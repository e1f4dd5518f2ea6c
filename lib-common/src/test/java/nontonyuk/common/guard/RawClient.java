package nontonyuk.common.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** Sends any bytes on a connection, for requests that an HTTP library does not send. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    public RawClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** A client at another loopback address, such as 127.0.0.2. It takes in few bytes before it reads. */
    public RawClient(int port, String from) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), 30_000);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    /** Sends the text without change, one byte for each character. */
    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Reads until the server closes the connection. */
    public String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    public String readHeaders() throws IOException {
        var headers = new ByteArrayOutputStream();
        while (!headers.toString(ISO_8859_1).endsWith("\r\n\r\n")) headers.writeBytes(read(1));
        return headers.toString(ISO_8859_1);
    }

    /** Reads one answer with a Content-Length; the connection may stay open. */
    public String readAnswer() throws IOException {
        var head = readHeaders();
        int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        return head + new String(read(length), ISO_8859_1);
    }

    /** Reads what has come, or waits for the first bytes. */
    public String readSome() throws IOException {
        var bytes = new byte[8 * 1024];
        int count = socket.getInputStream().read(bytes);
        return new String(bytes, 0, count, ISO_8859_1);
    }

    private byte[] read(int length) throws IOException {
        var bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length == length) return bytes;
        throw new IOException("the server closed the connection before the end of the answer");
    }

    /** Whether an answer has come, or a part of it. */
    public boolean hasAnswer() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Waits until the server closes or resets the connection. Returns false if it sends a byte. */
    public boolean isClosed() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // a reset
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
