package nontonyuk.common.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Function;
import nontonyuk.common.Dependency;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;

/**
 * Calls another of our services, with a deadline on the whole exchange and the trace of the current request.
 *
 * <p>As a {@link Dependency} it waits for the first answer only. After that, each call reports by itself that the
 * service is away.
 */
public final class ServiceClient implements Dependency {
    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

    private final Upstream upstream;
    private final Duration deadline;
    private volatile boolean hasAnswered;

    /** The name {@code movie} of an upstream gives codes such as {@code movie-unavailable}. */
    public ServiceClient(Upstream upstream, Duration deadline) {
        this.upstream = upstream;
        this.deadline = deadline;
    }

    /** An answer of any status, with its body. */
    public record Answer(int status, byte[] body) {
        /** The {@code data} of our envelope as a record. */
        public <T> T data(Class<T> type) throws IOException {
            return Json.convert(Json.readLenient(body, JsonNode.class).path("data"), type);
        }

        public <T> T whole(Class<T> type) throws IOException {
            return Json.readLenient(body, type);
        }

        /** The code of a problem, or an empty text for any other answer. */
        public String problemCode() throws IOException {
            var type = Json.readLenient(body, JsonNode.class).path("type").asText();
            return type.startsWith("/problems/") ? type.substring("/problems/".length()) : "";
        }
    }

    /** {@code authorization} is the whole header value, or {@code null} for none. */
    public Answer get(String pathAndQuery, String authorization) {
        return call(
                address -> request(address + pathAndQuery, authorization).GET().build());
    }

    /** The {@code data} of a 200. Any other answer counts as an outage of that service: a 503. */
    public <T> T get(String pathAndQuery, String authorization, Class<T> type) {
        var answer = get(pathAndQuery, authorization);
        try {
            var data = answer.status() == 200 ? answer.data(type) : null;
            if (data != null) return data;
        } catch (IOException e) {
            // the same outage
        }
        throw unusable(answer.status());
    }

    public Answer post(String path, String authorization, Object body) {
        var json = Json.write(body);
        return call(address -> request(address + path, authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    }

    /**
     * POSTs a record and returns the {@code data} of a successful answer. Everything else is a {@link Problem}. A
     * service that is not ready causes a 503. A refusal causes a 502 {@code movie-refused}, and an unknown shape a 502
     * {@code movie-broken}.
     */
    public <T> T post(String path, String authorization, Object body, Class<T> type) {
        var answer = post(path, authorization, body);
        try {
            if (answer.status() == 503) throw unusable(503);
            if (answer.status() >= 300) {
                var reason = answer.status() + " " + answer.problemCode();
                throw Problem.badGateway(name() + "-refused", "The service " + name() + " refused: " + reason + ".");
            }
            var data = answer.data(type);
            if (data == null) throw broken();
            return data;
        } catch (IOException e) {
            throw broken();
        }
    }

    private Problem broken() {
        return Problem.badGateway(name() + "-broken", "The service " + name() + " gave an unknown answer.");
    }

    private static HttpRequest.Builder request(String target, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(target))
                .header("traceparent", Trace.current().traceparent());
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Answer call(Function<URI, HttpRequest> request) {
        var outcome = upstream.send(request, deadline, MAX_ANSWER_BYTES);
        switch (outcome.kind()) {
            case REFUSED -> throw unavailable("cannot be reached");
            case TIMED_OUT -> throw unavailable("does not answer in time");
            case BROKEN, TOO_LARGE -> throw unavailable("gave no whole answer");
            case ANSWERED -> hasAnswered = true;
        }
        return new Answer(outcome.answer().statusCode(), outcome.answer().body());
    }

    /** The 503 for an answer of this status without usable data; a 503 of the service means that it is not ready. */
    public Problem unusable(int status) {
        return unavailable(status == 503 ? "is not ready yet" : "gave an invalid answer with status " + status);
    }

    /** The 503 for a caller whose request needs this service. */
    public Problem unavailable(String why) {
        return Problem.unavailable(name() + "-unavailable", "The service " + name() + " " + why + ".", 1);
    }

    @Override
    public String name() {
        return upstream.name();
    }

    @Override
    public void measure(Metrics metrics) {
        upstream.measure(metrics);
    }

    /** Waits for the first answer of the service, and always probes its instances. */
    @Override
    public void probe() throws IOException {
        upstream.probe();
        if (hasAnswered) return;
        try {
            get("/health/live", null);
        } catch (Problem e) {
            throw new IOException("not there yet at " + upstream);
        }
    }
}
