package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.Dependency;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.guard.RawClient;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it counts files and memory of the process")
class ServiceTest {
    private static Service start(Router router, Dependency... needs) {
        return Service.start("test", Settings.of(Map.of()), 0, router, needs);
    }

    private static Router routes() {
        return new Router(TestTokens.verifier());
    }

    /** A dependency that a test switches on. It counts its probes. */
    private static class Thing implements Dependency {
        final AtomicInteger probes = new AtomicInteger();
        volatile boolean isThere;

        @Override
        public String name() {
            return "thing";
        }

        @Override
        public void probe() {
            probes.incrementAndGet();
            if (!isThere) throw new IllegalStateException("no thing\nyet");
        }
    }

    @Test
    void it_answers_live_and_is_ready_when_all_it_needs_is_there() {
        var thing = new Thing();
        try (var service = start(routes(), thing)) {
            var client = TestClient.to(service.port());
            assertEquals(200, client.get("/health/live").status());
            TestClient.await(
                    "the fault", () -> client.get("/health/ready").text().contains("no thing"));
            var answer = client.get("/health/ready");
            assertEquals("503 not-ready", answer.status() + " " + answer.problem());
            var detail = answer.json().path("detail").asText();
            assertEquals("Waiting for thing: no thing.", detail);
            assertEquals("1", answer.header("Retry-After"));
            thing.isThere = true;
            client.whenReady();
        }
    }

    @Test
    void an_error_is_a_fault_like_others_and_not_the_last_probe() {
        var thing = new Thing() {
            @Override
            public void probe() {
                if (probes.incrementAndGet() < 3) throw new StackOverflowError("made up");
            }
        };
        try (var service = start(routes(), thing)) {
            TestClient.to(service.port()).whenReady();
        }
    }

    @Test
    void who_calls_while_it_starts_waits_for_what_it_needs() throws Exception {
        var thing = new Thing();
        var asked = new AtomicInteger();
        var routes = routes().get("/x", Access.OPEN, request -> Response.ok("x", asked.incrementAndGet()));
        int port = freePort();
        var starting = CompletableFuture.supplyAsync(
                () -> Service.start("test", Settings.of(Map.of()), port, routes, Duration.ofMinutes(1), thing));
        TestClient.await("the first probe", () -> thing.probes.get() > 0);
        try (var client = new RawClient(port)) {
            client.send(get("/x"));
            int probes = thing.probes.get();
            TestClient.await("another probe", () -> thing.probes.get() > probes);
            assertEquals(0, asked.get());
            thing.isThere = true;
            assertTrue(client.readAnswer().startsWith("HTTP/1.1 200"));
        } finally {
            starting.get().close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_request_in_flight_is_finished_before_it_stops() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var service = start(routes().get("/slow", Access.OPEN, request -> {
            begun.countDown();
            TestClient.await(end);
            return Response.ok("done", null);
        }));
        try (var slow = new RawClient(service.port());
                var other = new RawClient(service.port())) {
            other.send(get("/health/live")).readAnswer();
            slow.send(get("/slow"));
            begun.await();
            var stopped = CompletableFuture.runAsync(service::terminate);
            TestClient.await("the port to be closed", () -> isRefused(service.port()));
            var ready = "";
            while (!ready.contains("Connection: close")) // it says so soon after the port is closed
            ready = other.send(get("/health/ready")).readAnswer();
            assertTrue(ready.startsWith("HTTP/1.1 503"), ready);
            assertTrue(ready.contains("The service is stopping."), ready);
            assertFalse(stopped.isDone());
            end.countDown();
            var answer = slow.readToEnd();
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("Connection: close"), answer);
            stopped.get();
        }
    }

    @Test
    void before_it_closes_the_port_it_says_that_it_is_not_ready() throws Exception {
        var service = start(routes().get("/x", Access.OPEN, request -> Response.ok("x", null)));
        try (var asking = new RawClient(service.port())) {
            asking.send(get("/x")).readAnswer(); // a recent request, so terminate() waits
            var stopped = CompletableFuture.runAsync(service::terminate);
            var answer = "";
            while (!answer.startsWith("HTTP/1.1 503")) {
                answer = asking.send(get("/health/ready")).readAnswer();
                Thread.sleep(5);
            }
            assertTrue(answer.contains("The service is stopping."), answer);
            assertFalse(answer.contains("Connection: close"), "the port is still open");
            stopped.get();
        }
    }

    @Test
    void who_does_not_send_is_not_waited_for() throws Exception {
        var service = start(routes());
        try (var half = new RawClient(service.port())) {
            half.send("GET /health/live HTTP/1.1\r\nHo");
            TestClient.await("the service to read it", () -> service.activeRequests() == 1);
            long begin = System.nanoTime();
            service.terminate();
            assertTrue(System.nanoTime() - begin < 3_500_000_000L, "waited for the whole four seconds");
            assertTrue(half.isClosed());
        }
    }

    private static Router large() {
        var body = new byte[1024 * 1024];
        return routes().get("/large", Access.OPEN, request -> Response.raw(200, "text/plain", body));
    }

    @Test
    void who_goes_away_during_an_answer_leaves_nothing_open() throws Exception {
        try (var service = start(large())) {
            TestClient.to(service.port()).get("/large"); // opens the files that stay open
            long before = openFiles();
            for (int i = 0; i < 50; i++) {
                try (var client = new RawClient(service.port())) {
                    client.send(get("/large")).readHeaders();
                }
            }
            TestClient.await("the sockets to be closed", () -> openFiles() < before + 10);
        }
    }

    /** The open files and sockets of this process; 0 if the system does not count them. */
    private static long openFiles() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }

    @Test
    void a_connection_that_is_kept_holds_little_whatever_its_answers_were() throws Exception {
        int many = 30;
        var clients = new ArrayList<RawClient>();
        try (var service = start(large())) {
            long before = 0;
            for (int i = 0; i <= many; i++) {
                clients.add(new RawClient(service.port()));
                clients.get(i).send(get("/large")).readAnswer();
                if (i == 0) before = usedMemory(); // the first request also loads classes
            }
            long each = (usedMemory() - before) / many;
            assertTrue(each < 100_000, each + " bytes for each connection");
        } finally {
            for (var client : clients) client.close();
        }
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static boolean isRefused(int port) {
        try {
            new Socket("127.0.0.1", port).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void it_takes_so_many_at_once_and_no_more() {
        var threads = new RequestThreads(2);
        var end = new CountDownLatch(1);
        threads.execute(() -> TestClient.await(end));
        threads.execute(() -> TestClient.await(end));
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
        assertEquals(2, threads.active());
        end.countDown();
        TestClient.await("both requests to end", () -> threads.active() == 0);
        threads.execute(() -> {});
        threads.stop();
    }

    @Test
    void one_that_fails_is_not_counted_for_ever() {
        var threads = new RequestThreads(2);
        for (int i = 0; i < 5; i++) {
            TestClient.await("a free thread", () -> threads.active() == 0);
            threads.execute(() -> {
                throw new IllegalStateException("a failing request");
            });
        }
        TestClient.await("all requests to end", () -> threads.active() == 0);
        threads.stop();
    }
}
