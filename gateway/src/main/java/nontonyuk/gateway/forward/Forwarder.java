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
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;

/**
 * Forwards requests to one service, and its answers to the client. Method, path, query and body stay as they are;
 * headers pass only if {@link HeaderAllowList} has them.
 */
public final class Forwarder {
    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final Upstream upstream;
    private final Bulkhead bulkhead;
    private final Duration deadline;
    private final Function<Request, Map<String, String>> forwardedHeaders;

    /** {@code deadline} is for the whole exchange, from connecting to the last byte of the answer. */
    public Forwarder(Upstream upstream, int maxInFlight, Duration deadline, Metrics metrics) {
        this(upstream, maxInFlight, deadline, metrics, ForwardedHeaders::of);
    }

    /** Forwards to auth, which trusts the client's address: auth slows down each address that guesses passwords. */
    public static Forwarder toAuth(
            Upstream auth, int maxInFlight, Duration deadline, Metrics metrics, ClientAddress clientAddress) {
        return new Forwarder(
                auth, maxInFlight, deadline, metrics, request -> ForwardedHeaders.of(request, clientAddress));
    }

    private Forwarder(
            Upstream upstream,
            int maxInFlight,
            Duration deadline,
            Metrics metrics,
            Function<Request, Map<String, String>> forwardedHeaders) {
        this.upstream = upstream;
        this.bulkhead = new Bulkhead(upstream.name(), maxInFlight, metrics);
        this.deadline = deadline;
        this.forwardedHeaders = forwardedHeaders;
    }

    public Response forward(Request request) {
        return forward(request, deadline);
    }

    /** For a caller that has already waited: {@code timeLeft} is what is left of its deadline. */
    public Response forward(Request request, Duration timeLeft) {
        if (!METHODS.contains(request.method())) {
            throw Problem.methodNotAllowed("The gateway does not forward this method.", String.join(", ", METHODS));
        }
        return bulkhead.run(() -> response(exchange(request, HeaderAllowList.of(request), timeLeft)));
    }

    /** An answer for a cache; {@code cacheControl} is the field for the gateway only (RFC 9213), or empty. */
    public record Fetched(Response response, String cacheControl) {}

    /** Forwards a GET without its conditions, so that the answer has a body (RFC 9110 §13). */
    public Fetched fetch(Request request) {
        return bulkhead.run(() -> {
            var headers = HeaderAllowList.of(request);
            headers.keySet().removeIf(name -> name.startsWith("If-"));
            var answer = exchange(request, headers, deadline);
            var fields = answer.headers().allValues("Gateway-Cache-Control");
            return new Fetched(response(answer), String.join(", ", fields));
        });
    }

    private HttpResponse<byte[]> exchange(Request request, Map<String, String> headers, Duration timeLeft) {
        var target = target(request);
        headers.putAll(forwardedHeaders.apply(request));
        return send(address -> outgoing(address + target, headers, request), timeLeft);
    }

    private static HttpRequest outgoing(String target, Map<String, String> headers, Request request) {
        var outgoing = HttpRequest.newBuilder(URI.create(target));
        headers.forEach(outgoing::header);
        outgoing.header("traceparent", Trace.current().traceparent());
        outgoing.header("Via", "1.1 nontonyuk"); // a gateway must send it (RFC 9110 §7.6.3)
        var hasBody = request.body().length > 0 && !request.isRead();
        var body = hasBody ? BodyPublishers.ofByteArray(request.body()) : BodyPublishers.noBody();
        return outgoing.method(request.method(), body).build();
    }

    private HttpResponse<byte[]> send(Function<URI, HttpRequest> request, Duration timeLeft) {
        var name = upstream.name();
        var outcome = upstream.send(request, timeLeft, MAX_ANSWER_BYTES);
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer();
            case REFUSED ->
                throw Problem.unavailable(name + "-unavailable", "The service " + name + " cannot be reached.", 1);
            case TIMED_OUT -> {
                var detail = "The service " + name + " took longer than " + deadline.toMillis() + " ms.";
                throw Problem.gatewayTimeout(name + "-timeout", detail);
            }
            case BROKEN, TOO_LARGE -> throw broken(name);
        };
    }

    private static Problem broken(String name) {
        return Problem.badGateway(name + "-broken", "The service " + name + " gave no whole and valid answer.");
    }

    private Response response(HttpResponse<byte[]> answer) {
        if (answer.statusCode() < 200 || answer.statusCode() > 599) throw broken(upstream.name());
        var headers = new TreeMap<>(HeaderAllowList.of(answer));
        headers.computeIfPresent("Location", (name, location) -> PublicPath.of(location));
        var isProblem = headers.getOrDefault("Content-Type", "").startsWith("application/problem+json");
        if (answer.request().method().equals("HEAD") && !isProblem) {
            // The length of a body that is not sent. A wrong length is worse than none.
            answer.headers()
                    .firstValue("Content-Length")
                    .filter(length -> length.matches("[0-9]{1,18}"))
                    .ifPresent(length -> headers.put("Content-Length", length));
        }
        var body = isProblem ? PublicPath.inProblem(answer.body()) : answer.body();
        return new Response(answer.statusCode(), headers, body);
    }

    /** The path and query for the service. The JDK's client would encode other characters, and so change the path. */
    public static String target(Request request) {
        var query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
        var target = request.rawPath().substring(PublicPath.PREFIX.length()) + query;
        if (target.chars().anyMatch(letter -> letter > '~')) {
            throw Problem.badRequest("bad-target", "Percent-encode all characters of the path that are not ASCII.");
        }
        return target;
    }
}
