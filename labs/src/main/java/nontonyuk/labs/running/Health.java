package nontonyuk.labs.running;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Asks a service on this machine for its health. */
final class Health {
    private static final int TIMEOUT_MS = 2_000;

    private Health() {}

    static boolean isReady(int port) {
        try {
            var ready = URI.create("http://127.0.0.1:" + port + "/health/ready").toURL();
            var connection = (HttpURLConnection) ready.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }
}
