package nontonyuk.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Raw bytes on a connection, for requests and answers that a correct library does not send. */
public final class Wire {
    private Wire() {}

    /** Sends the text, one byte for each character, and reads until the server closes the connection. */
    public static String send(int port, String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that gives this answer to each request and closes the connection. */
    public static ServerSocket answering(String answer) throws IOException {
        var server = new ServerSocket(0);
        var thread = new Thread(() -> answer(server, answer));
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    public static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[16_384]);
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // The test has ended, or the gateway has closed the connection.
            }
        }
    }
}
