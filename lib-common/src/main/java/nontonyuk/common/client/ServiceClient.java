package nontonyuk.common.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import nontonyuk.common.Dependency;
import nontonyuk.common.Trace;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * UpstreamMetrics another of our services: with a deadline on the whole exchange and the trace of the request that
 * asks.
 *
 * <p>As a {@link Dependency} it has been there once it has answered: later a call says by itself when it is gone.
 */
public final class ServiceClient implements Dependency {
    private static final int ANSWER_LIMIT = 4 * 1024 * 1024;

    private final Upstream upstream;
    private final Duration deadline;
    private volatile boolean seen;

    public ServiceClient(Upstream upstream, Duration deadline) {
        this.upstream = upstream;
        this.deadline = deadline;
    }

    /**
     * Of a service with one instance. {@code name} is for messages and codes: {@code movie} gives
     * {@code movie-unavailable}.
     */
    public ServiceClient(String name, URI address, Duration deadline) {
        this(new Upstream(name, List.of(address)), deadline);
    }

    /** What came back: any status, with its body. */
    public record Answer(int status, byte[] body) {
        /** The {@code data} of our envelope as a record. */
        public <T> T data(Class<T> type) throws IOException {
            return Json.convert(Json.readLenient(body, JsonNode.class).path("data"), type);
        }

        public <T> T whole(Class<T> type) throws IOException {
            return Json.readLenient(body, type);
        }

        /** The code of a problem, or an empty text where it is none of ours. */
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

    /** POSTs a record as JSON. It is sent once and never again by itself. */
    public Answer post(String path, String authorization, Object body) {
        var json = Json.write(body);
        return call(address -> request(address + path, authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    }

    /**
     * The same where nothing but success will do: gives the {@code data} of the answer. Everything else is a
     * {@link Problem}: a 503 where the service isn't ready, a 502 {@code movie-refused} where it says no, and a 502
     * {@code movie-broken} for an answer of another shape.
     */
    public <T> T post(String path, String authorization, Object body, Class<T> type) {
        var answer = post(path, authorization, body);
        try {
            if (answer.status() == 503) throw unavailable("isn't ready yet");
            if (answer.status() >= 300) {
                var reason = answer.status() + " " + answer.problemCode();
                throw Problem.badGateway(name() + "-refused", "The service " + name() + " refused: " + reason + ".");
            }
            var data = answer.data(type);
            if (data != null) return data;
        } catch (IOException e) {
            // Told below, like an answer without data.
        }
        throw Problem.badGateway(name() + "-broken", "The service " + name() + " answered something unknown.");
    }

    private static HttpRequest.Builder request(String target, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(target))
                .header("traceparent", Trace.current().traceparent());
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Answer call(Function<URI, HttpRequest> request) {
        try {
            var answer = upstream.send(request, deadline, ANSWER_LIMIT);
            seen = true;
            return new Answer(answer.statusCode(), answer.body());
        } catch (ConnectException e) {
            throw unavailable("isn't there");
        } catch (TimeoutException e) {
            throw unavailable("doesn't answer in time");
        } catch (IOException e) {
            throw unavailable("broke off its answer");
        }
    }

    /** The 503 for a caller whose request needs the service, where it can't be had. */
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

    /** Once it was seen it may come and go; which of its instances are ready is looked at always. */
    @Override
    public void probe() throws IOException {
        upstream.look();
        if (seen) return;
        try {
            get("/health/live", null);
        } catch (Problem e) {
            throw new IOException("not there yet at " + upstream);
        }
    }
}
