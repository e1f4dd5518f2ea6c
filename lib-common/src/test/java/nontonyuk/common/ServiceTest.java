package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static Service start(Router router, Dependency... needs) {
        return Service.start("test", Settings.of(Map.of()), 0, router, needs);
    }

    private static Router routes() {
        return new Router(TestTokens.verifier());
    }

    @Test
    void it_answers_live_at_once_and_ready_when_all_it_needs_is_there() {
        var there = new CountDownLatch(1);
        var need =
                new Dependency() {
                    @Override
                    public String name() {
                        return "thing";
                    }

                    @Override
                    public void probe() {
                        if (there.getCount() > 0) throw new IllegalStateException("no thing\nyet");
                    }
                };
        try (var service = start(routes(), need)) {
            var client = TestClient.to(service.port());
            assertEquals(200, client.get("/health/live").status());
            TestClient.await(
                    "its fault", () -> client.get("/health/ready").text().contains("no thing"));
            var answer = client.get("/health/ready");
            assertEquals(503, answer.status());
            assertEquals("not-ready", answer.problem());
            assertEquals("Waiting for thing: no thing.", answer.json().path("detail").asText());
            assertEquals("1", answer.header("Retry-After"));
            there.countDown();
            client.whenReady();
        }
    }

    @Test
    void a_request_in_flight_is_finished_before_it_stops() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var service =
                start(
                        routes().get(
                                        "/slow",
                                        Access.OPEN,
                                        request -> {
                                            begun.countDown();
                                            try {
                                                end.await();
                                            } catch (InterruptedException e) {
                                                throw new IllegalStateException(e);
                                            }
                                            return Response.ok("done", null);
                                        }));
        var client = TestClient.to(service.port());
        var slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
        begun.await();
        var stopped = CompletableFuture.runAsync(service::close);
        TestClient.await("not ready", () -> client.get("/health/ready").status() == 503);
        assertEquals("close", client.get("/health/live").header("Connection"));
        assertTrue(!stopped.isDone());
        end.countDown();
        assertEquals(200, slow.get().status());
        stopped.get();
    }
}
