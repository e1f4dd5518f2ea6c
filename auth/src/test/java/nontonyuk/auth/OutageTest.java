package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nontonyuk.common.http.TestClient;
import nontonyuk.sql.Ports;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void it_may_start_before_its_database_and_lives_through_the_loss_of_it() throws IOException {
        var database = TestDatabase.create("auth");
        try (var cable = new Cable(database.url());
                var auth = TestAuth.begin(database, "AUTH_DB_URL", cable.url())) {
            TestClient.await(
                    "the report of what is missing",
                    () -> auth.client.get("/health/ready").text().contains("signing keys"));
            assertNothingWorks(auth);

            cable.plugIn();
            auth.client.whenReady();
            auth.register("ani@example.com", "salt popcorn").expect(201);
            var token = auth.token();
            auth.client.as(token).get("/me").expect(200);

            cable.pull();
            assertNothingWorks(auth);
            assertUnavailable(auth.client.as(token).get("/me"));
            TestClient.await("not ready", () -> auth.client.get("/health/ready").status() == 503);
            auth.client.get("/health/live").expect(200);

            cable.plugIn();
            auth.client.whenReady();
            auth.client.as(token).get("/me").expect(200);
        }
    }

    private static void assertNothingWorks(TestAuth auth) {
        assertUnavailable(auth.register("budi@example.com", "salt popcorn"));
        assertUnavailable(auth.login("ani@example.com", "salt popcorn"));
        assertUnavailable(auth.serviceToken("gateway", TestAuth.SECRET));
        assertUnavailable(auth.client.get("/.well-known/jwks.json"));
    }

    private static void assertUnavailable(TestClient.Answer answer) {
        answer.expect(503, "database-unavailable");
        assertEquals("1", answer.header("Retry-After"));
    }

    /** A proxy before the database that a test can disconnect and connect again. At first it is disconnected. */
    private static final class Cable implements AutoCloseable {
        private final String databaseUrl;
        private final int databasePort;
        private final int port = Ports.free();
        private final Set<Socket> ends = new HashSet<>();
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private ServerSocket socket;

        Cable(String databaseUrl) {
            this.databaseUrl = databaseUrl;
            this.databasePort =
                    URI.create(databaseUrl.substring("jdbc:".length())).getPort();
        }

        /** The database's address through this proxy. */
        String url() {
            return databaseUrl.replace(":" + databasePort + "/", ":" + port + "/");
        }

        void plugIn() throws IOException {
            var listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            socket = listening;
            threads.submit(() -> {
                while (true) {
                    var near = listening.accept();
                    connect(listening, near, new Socket(InetAddress.getLoopbackAddress(), databasePort));
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
            threads.submit(() -> near.getInputStream().transferTo(far.getOutputStream()));
            threads.submit(() -> far.getInputStream().transferTo(near.getOutputStream()));
        }

        synchronized void pull() throws IOException {
            if (socket != null) socket.close();
            for (var end : ends) end.close();
            ends.clear();
        }

        @Override
        public void close() throws IOException {
            pull();
            threads.shutdown();
        }
    }
}
