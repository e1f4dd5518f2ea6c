package nontonyuk.common.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nontonyuk.common.JdkProperties;
import nontonyuk.common.Settings;
import nontonyuk.common.problem.Json;
import nontonyuk.common.service.Service;

/** Sends requests to a running service, as curl does. */
public final class TestClient {
    static {
        JdkProperties.apply(); // before this client loads the JDK's classes, which read them once
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final String token;
    private final BiConsumer<HttpRequest, Answer> watcher;

    private TestClient(String address, String token, BiConsumer<HttpRequest, Answer> watcher) {
        this.address = address;
        this.token = token;
        this.watcher = watcher;
    }

    /** A service with these routes on a free port. */
    public static Service serve(Router routes) {
        return Service.start("test", Settings.of(Map.of()), 0, routes);
    }

    /** A client of a service on this machine, without a token. */
    public static TestClient to(int port) {
        return at("http://127.0.0.1:" + port);
    }

    public static TestClient at(String address) {
        return new TestClient(address, null, (request, answer) -> {});
    }

    /** The same client with this token in every request. */
    public TestClient as(String bearer) {
        return new TestClient(address, bearer, watcher);
    }

    /** The same client; {@code other} sees each answer before the test does. */
    public TestClient watchedBy(BiConsumer<HttpRequest, Answer> other) {
        return new TestClient(address, token, other);
    }

    /** An answer. {@code text} is the unparsed body. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            try {
                return Json.readLenient(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        public JsonNode data() {
            return json().path("data");
        }

        /** The code of a problem; an empty text for another answer. */
        public String problem() {
            return json().path("type").asText().replace("/problems/", "");
        }

        /** The status and the code of a problem, such as {@code 409 seat-taken}. */
        public String refusal() {
            return status + " " + problem();
        }

        public String detail() {
            return json().path("detail").asText();
        }

        /** The faults of a 422 as {@code field:code}, with commas between. */
        public String faults() {
            var faults = new java.util.StringJoiner(",");
            json().path("errors")
                    .forEach(e -> faults.add(
                            e.path("field").asText() + ":" + e.path("code").asText()));
            return faults.toString();
        }

        /** A field of the data as text. */
        public String field(String name) {
            return data().path(name).asText();
        }

        /** Fails unless the answer has this status. */
        public Answer expect(int expected) {
            assertEquals(expected, status, text);
            return this;
        }

        /** Fails unless the answer is this problem. */
        public Answer expect(int expected, String problem) {
            assertEquals(expected + " " + problem, status + " " + problem(), text);
            return this;
        }

        /** Fails unless the answer is a 422 with these {@link #faults}. */
        public void expectFaults(String expected) {
            expect(422, "invalid-request");
            assertEquals(expected, faults());
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The same answer with another value of a header. */
        public Answer with(String name, String value) {
            var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(headers.map());
            all.put(name, List.of(value));
            return new Answer(status, HttpHeaders.of(all, (n, v) -> true), text);
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Sends any method with a JSON body. */
    public Answer send(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    /** The start of a request that the methods above cannot send. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            watcher.accept(response.request(), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the service is ready. Before that it may refuse connections. */
    public TestClient whenReady() {
        await(address + " to be ready", this::isReady);
        return this;
    }

    public boolean isReady() {
        try {
            return get("/health/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public static void await(CountDownLatch latch) {
        await("the other thread", () -> latch.getCount() == 0);
    }

    /** Waits for a condition, for at most three minutes. */
    public static void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    public static void await(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("waited three minutes in vain for: " + what.get());
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
