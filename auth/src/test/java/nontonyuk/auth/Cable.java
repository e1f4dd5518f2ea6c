package nontonyuk.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A proxy before the database that a test can disconnect and connect again. At first it is disconnected. */
final class Cable implements AutoCloseable {
    private final String databaseUrl;
    private final int databasePort;
    private final int port;
    private final Set<Socket> ends = new HashSet<>();
    private ServerSocket socket;

    Cable(String databaseUrl) throws IOException {
        this.databaseUrl = databaseUrl;
        this.databasePort = URI.create(databaseUrl.substring("jdbc:".length())).getPort();
        plugIn();
        this.port = socket.getLocalPort();
        pull();
    }

    /** The database's address through this proxy. */
    String url() {
        return databaseUrl.replace(":" + databasePort + "/", ":" + port + "/");
    }

    void plugIn() throws IOException {
        var listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        socket = listening;
        daemon(() -> {
            while (true) {
                var near = listening.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                connect(listening, near, far);
            }
        });
    }

    private synchronized void connect(ServerSocket listening, Socket near, Socket far) throws IOException {
        if (listening.isClosed()) { // pulled after accept() returned
            near.close();
            far.close();
            return;
        }
        ends.addAll(List.of(near, far));
        daemon(() -> near.getInputStream().transferTo(far.getOutputStream()));
        daemon(() -> far.getInputStream().transferTo(near.getOutputStream()));
    }

    synchronized void pull() throws IOException {
        socket.close();
        for (var end : ends) end.close();
        ends.clear();
    }

    @Override
    public void close() throws IOException {
        pull();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The cable was pulled.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
