package nontonyuk.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import nontonyuk.common.Background;

/** Forwards connections to the server of the tests, until a test cuts them. */
final class Cable implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final int server;

    Cable(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Closes all open connections; new ones work. */
    void cut() {
        for (Socket socket; (socket = sockets.poll()) != null; ) close(socket);
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var database = new Socket("127.0.0.1", server);
                sockets.add(client);
                sockets.add(database);
                start(() -> forward(client, database));
                start(() -> forward(database, client));
            }
        } catch (IOException e) {
            cut(); // the test has ended
        }
    }

    private static void forward(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other side has closed it.
        }
    }

    private static void start(Runnable work) {
        Background.threads("cable").newThread(work).start();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(listener);
    }
}
