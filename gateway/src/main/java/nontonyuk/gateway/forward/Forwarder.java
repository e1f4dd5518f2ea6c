package nontonyuk.gateway.forward;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import nontonyuk.common.Trace;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;

/**
 * Passes requests on to one service and its answers back. Method, path, query and body go as they came; of the headers
 * only those that {@link HeaderAllowList} lists.
 */
public final class Forwarder {
    private static final String PREFIX = "/api";
    private static final int ANSWER_LIMIT = 4 * 1024 * 1024;
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final Upstream upstream;
    private final Bulkhead bulkhead;
    private final Duration deadline;
    private final Function<Request, Map<String, String>> origin;

    /**
     * {@code most} is how many requests may be there at a time; {@code deadline} is for the whole exchange, from
     * connecting to the last byte of the body.
     */
    public Forwarder(Upstream upstream, int most, Duration deadline, Metrics metrics) {
        this(upstream, most, deadline, metrics, ForwardedHeaders::headers);
    }

    /** {@code origin} gives the headers that say where a request came from. */
    public Forwarder(
            Upstream upstream,
            int most,
            Duration deadline,
            Metrics metrics,
            Function<Request, Map<String, String>> origin) {
        this.upstream = upstream;
        this.bulkhead = new Bulkhead(upstream.name(), most, metrics);
        this.deadline = deadline;
        this.origin = origin;
    }

    public Response forward(Request request) {
        if (!METHODS.contains(request.method())) {
            throw Problem.methodNotAllowed("This method is not passed on.", String.join(", ", METHODS));
        }
        return bulkhead.run(() -> passOn(request));
    }

    private Response passOn(Request request) {
        var target = target(request);
        var headers = HeaderAllowList.of(request);
        headers.putAll(origin.apply(request));
        return response(send(address -> outgoing(address + target, headers, request)));
    }

    private static String target(Request request) {
        var query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
        var target = request.rawPath().substring(PREFIX.length()) + query;
        // The client would encode other letters, and the service see another path than we did.
        if (target.chars().anyMatch(letter -> letter > '~')) {
            throw Problem.badRequest("bad-target", "Percent-encode all letters of the path that are not ASCII.");
        }
        return target;
    }

    private static HttpRequest outgoing(String target, Map<String, String> headers, Request request) {
        var outgoing = HttpRequest.newBuilder(URI.create(target));
        headers.forEach(outgoing::header);
        outgoing.header("traceparent", Trace.current().traceparent());
        outgoing.header("Via", "1.1 nontonyuk"); // what a gateway must say (RFC 9110 §7.6.3)
        var reads = request.method().equals("GET") || request.method().equals("HEAD");
        var body = reads || request.body().length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(request.body());
        return outgoing.method(request.method(), body).build();
    }

    private HttpResponse<byte[]> send(Function<URI, HttpRequest> request) {
        var outcome = upstream.send(request, deadline, ANSWER_LIMIT);
        return switch (outcome.kind()) {
            case ANSWERED -> valid(outcome.answer());
            case REFUSED ->
                throw Problem.unavailable(
                        upstream.name() + "-unavailable", "The service " + upstream.name() + " cannot be reached.", 1);
            case TIMED_OUT ->
                throw Problem.gatewayTimeout(
                        upstream.name() + "-timeout",
                        "The service " + upstream.name() + " took longer than " + deadline.toMillis() + " ms.");
            case BROKEN, TOO_LARGE -> throw broken();
        };
    }

    private HttpResponse<byte[]> valid(HttpResponse<byte[]> answer) {
        if (answer.statusCode() < 200 || answer.statusCode() > 599) throw broken();
        return answer;
    }

    private Problem broken() {
        return Problem.badGateway(
                upstream.name() + "-broken", "The service " + upstream.name() + " gave no whole and valid answer.");
    }

    private static Response response(HttpResponse<byte[]> answer) {
        var headers = new TreeMap<>(HeaderAllowList.of(answer));
        headers.computeIfPresent("Location", (header, location) -> publicPath(location));
        if (answer.request().method().equals("HEAD")) {
            // There is no body to count; a wrong length would be worse than none.
            answer.headers()
                    .firstValue("Content-Length")
                    .filter(length -> length.matches("[0-9]{1,18}"))
                    .ifPresent(length -> headers.put("Content-Length", length));
        }
        return new Response(answer.statusCode(), headers, answer.body());
    }

    /** A service knows its own paths; outside, each has the prefix. */
    private static String publicPath(String location) {
        var isPath = location.startsWith("/") && !location.startsWith("//");
        return isPath ? PREFIX + location : location;
    }
}
