package nontonyuk.labs.contract;

import java.net.http.HttpRequest;
import java.util.List;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.system.RunningSystem;

/**
 * Looks at every answer that the clients of a {@link RunningSystem} get, whatever a test is about: one that is not as
 * {@code openapi.json} says fails it.
 */
public final class ContractWatch {
    private static final String PREFIX = "/api";

    /** What the document says at its top of a path or a method that there isn't. */
    private static final List<String> UNKNOWN = List.of("404 no-such-path", "405 method-not-allowed");

    /** What a service has for other programs, and what of its own the gateway has as well. */
    private static final List<String> INTERNAL = List.of(
            "/health/live",
            "/health/ready",
            "/metrics",
            "/movies/import",
            "/payments/callback",
            "/service-token",
            "/sessions/ended",
            "/showtimes/cancelled");

    private final Contract contract;

    public ContractWatch(Contract contract) {
        this.contract = contract;
    }

    /** An answer of the gateway. */
    public void atGateway(HttpRequest request, Answer answer) {
        check(request, request.uri().getRawPath(), answer);
    }

    /** An answer of a service behind it, which knows its paths without the prefix. */
    public void atService(HttpRequest request, Answer answer) {
        var path = request.uri().getRawPath();
        if (INTERNAL.contains(path)) return;
        var location = answer.header("Location");
        var outside = location.isEmpty() ? answer : answer.with("Location", PREFIX + location);
        check(request, PREFIX + path, outside);
    }

    private void check(HttpRequest request, String path, Answer answer) {
        var breaches = contract.operation(request.method(), path)
                .map(operation -> contract.breaches(operation, answer))
                .orElseGet(() -> refusalBreaches(answer));
        if (breaches.isEmpty()) return;
        throw new AssertionError(
                "%s %s: %s in %s %s".formatted(request.method(), path, breaches, answer.status(), answer.text()));
    }

    private static List<String> refusalBreaches(Answer answer) {
        var refusal = answer.status() + " " + answer.problem();
        return UNKNOWN.contains(refusal) ? List.of() : List.of("there is no such operation");
    }
}
