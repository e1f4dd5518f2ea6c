package nontonyuk.common.run;

import static nontonyuk.common.run.SlowClientsRun.Kind.HALF_A_BODY;
import static nontonyuk.common.run.SlowClientsRun.Kind.HALF_A_HEADER;
import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.Test;

/** Does the same as {@link SlowClientsRun} with fewer clients. */
class SlowClientsTest {
    private static final int MANY = 100;

    @Test
    void slow_clients_keep_nobody_waiting_and_are_closed() throws Exception {
        try (var service = SlowClientsRun.start();
                var headers = SlowClientsRun.connect(HALF_A_HEADER, MANY, 1, service.port());
                var bodies = SlowClientsRun.connect(HALF_A_BODY, MANY, 1, service.port())) {
            TestClient.await("all slow clients to be active", () -> service.activeRequests() == 2 * MANY);
            SlowClientsRun.otherClients(service.port(), 100);
            TestClient.await("only the slow clients to be active", () -> service.activeRequests() <= 2 * MANY);
            assertEquals(
                    2 * MANY, service.activeRequests(), "the service closed slow clients before it served the others");
            for (var answer : headers.awaitClosed()) assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            for (var answer : bodies.awaitClosed()) assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            TestClient.await("the threads to be free", () -> service.activeRequests() == 0);
        }
    }
}
