package nontonyuk.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import mockwebserver3.*;
import nontonyuk.common.problem.Json;
import nontonyuk.sql.Ports;

/** A stand-in for a program that order calls. It can stop, and restart on the same port. */
public abstract class StandIn extends Dispatcher implements AutoCloseable {
    private MockWebServer server;

    StandIn() {
        start(Ports.free());
    }

    static MockResponse json(int status, Object body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(new String(Json.write(body), StandardCharsets.UTF_8))
                .build();
    }

    private void start(int port) {
        try {
            server = new MockWebServer();
            server.setDispatcher(this);
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public final void stop() {
        server.close();
    }

    public final void restart() {
        start(server.getPort());
    }

    @Override
    public final void close() {
        server.close();
    }
}
