package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.access.Access;
import nontonyuk.common.guard.RawClient;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Isolated;

/** Many clients use kept-alive connections while their service stops. */
@Isolated("it measures times")
class RollingTest {
    private static final int CLIENTS = 32;
    private static final String REQUEST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

    private final CountDownLatch connected = new CountDownLatch(CLIENTS);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();

    @RepeatedTest(3)
    void no_request_that_was_sent_before_the_port_closed_is_lost() throws Exception {
        var routes = new Router(TestTokens.verifier());
        routes.post("/x", Access.OPEN, request -> Response.ok("x", null));
        var service = TestClient.serve(routes);
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Thread(() -> askUntilRefused(service)));
            clients.get(i).start();
        }
        connected.await();
        service.terminate();
        for (var client : clients) client.join();
        assertEquals(List.of(), List.copyOf(lost));
        assertEquals(CLIENTS, refused.get());
        assertTrue(answered.get() >= 2 * CLIENTS, "each client got at least two answers");
    }

    /** Sends requests until the port is closed. A real client would then use another instance. */
    private void askUntilRefused(Service service) {
        while (true) {
            boolean sentInTime = false;
            try (var client = new RawClient(service.port())) {
                for (boolean kept = true; kept; ) {
                    client.send(REQUEST);
                    sentInTime = !service.isPortClosed();
                    var answer = client.readAnswer();
                    if (!answer.startsWith("HTTP/1.1 200")) lost.add(answer);
                    answered.incrementAndGet();
                    connected.countDown();
                    kept = !answer.contains("Connection: close");
                    sentInTime = false;
                }
            } catch (ConnectException e) {
                refused.incrementAndGet();
                return;
            } catch (IOException e) {
                if (sentInTime) lost.add(e.toString());
            }
        }
    }
}
