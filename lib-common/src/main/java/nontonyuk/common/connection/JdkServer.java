package nontonyuk.common.connection;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The private parts of the JDK's server that a guard needs: the sockets that it accepts, and the streams that it reads
 * and writes. The manifest of our jars opens the package by {@code Add-Opens}.
 */
final class JdkServer {
    private static final String PACKAGE = "sun.net.httpserver";

    private final HttpContext context;
    private final Field channel;
    private final Field connection;
    private final Method setParameters;

    /** Throws if this JDK has other private parts. {@code accepted} sees each new connection before the server. */
    JdkServer(HttpServer server, HttpContext context, Consumer<SocketChannel> accepted)
            throws ReflectiveOperationException {
        this.context = context;
        channel = field("ServerImpl$Exchange", "chan");
        connection = field("ServerImpl$Exchange", "connection");
        var type = connection.getType();
        setParameters = type.getDeclaredMethod(
                "setParameters",
                InputStream.class,
                OutputStream.class,
                SocketChannel.class,
                javax.net.ssl.SSLEngine.class,
                Class.forName(PACKAGE + ".SSLStreams"),
                javax.net.ssl.SSLContext.class,
                String.class,
                context.getClass(),
                InputStream.class);
        setParameters.setAccessible(true);
        var implementation = field("HttpServerImpl", "server").get(server);
        var door = field("ServerImpl", "schan");
        door.set(implementation, new Door((ServerSocketChannel) door.get(implementation), accepted));
    }

    private static Field field(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName(PACKAGE + "." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    SocketChannel channelOf(Runnable exchange) {
        try {
            return (SocketChannel) channel.get(exchange);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the server use these streams for all requests of the connection. */
    void setStreams(Runnable exchange, InputStream in, OutputStream out) {
        try {
            setParameters.invoke(
                    connection.get(exchange), in, out, channelOf(exchange), null, null, null, "http", context, in);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's own socket; it shows each connection that it accepts. */
    private static final class Door extends ServerSocketChannel {
        private final ServerSocketChannel socket;
        private final Consumer<SocketChannel> accepted;

        Door(ServerSocketChannel socket, Consumer<SocketChannel> accepted) {
            super(socket.provider());
            this.socket = socket;
            this.accepted = accepted;
        }

        @Override
        public SocketChannel accept() throws IOException {
            var channel = socket.accept();
            if (channel != null) accepted.accept(channel);
            return channel;
        }

        @Override
        public ServerSocket socket() {
            return socket.socket();
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            socket.close();
        }

        @Override
        protected void implConfigureBlocking(boolean block) throws IOException {
            socket.configureBlocking(block);
        }

        @Override
        public ServerSocketChannel bind(SocketAddress address, int backlog) throws IOException {
            return socket.bind(address, backlog);
        }

        @Override
        public SocketAddress getLocalAddress() throws IOException {
            return socket.getLocalAddress();
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
            return socket.setOption(name, value);
        }

        @Override
        public <T> T getOption(SocketOption<T> name) throws IOException {
            return socket.getOption(name);
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return socket.supportedOptions();
        }
    }
}
