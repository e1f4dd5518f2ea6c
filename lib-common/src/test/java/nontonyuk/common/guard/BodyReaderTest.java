package nontonyuk.common.guard;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.util.ArrayList;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private static final String LARGE = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n";

    @Test
    void half_sent_large_bodies_leave_room_for_small_ones() throws IOException {
        var routes = new Router(TestTokens.verifier());
        routes.post("/x", Access.OPEN, request -> Response.ok("x", request.body().length));
        int room = (int) Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 8) / 65_536;
        var slow = new ArrayList<RawClient>();
        try (var service = TestClient.serve(routes)) {
            for (int i = 0; i < room; i++) slow.add(new RawClient(service.port()).send(LARGE + "x"));
            TestClient.await("all to be active", () -> service.activeRequests() == room);
            var client = TestClient.to(service.port());
            TestClient.await(
                    "no room for a large body", () -> send(client, 65_536).status() == 503);
            var answer = send(client, 65_536);
            assertEquals("too-busy", answer.problem());
            assertEquals("1", answer.header("Retry-After"));
            assertEquals(200, send(client, 8 * 1024).status());
            for (var one : slow) one.close();
            TestClient.await("room for a large body", () -> send(client, 65_536).status() == 200);
        }
        assertTrue(room > 0);
    }

    private static TestClient.Answer send(TestClient client, int length) {
        return client.post("/x", "x".repeat(length));
    }
}
