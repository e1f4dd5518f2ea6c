package nontonyuk.labs.contract;

import java.net.http.HttpRequest;
import java.util.List;
import nontonyuk.common.http.TestClient.Answer;

/**
 * Checks every answer that a client of a running system gets, in each test. A test fails if an answer differs from
 * {@code openapi.json}.
 */
public final class ContractWatch {
    private static final String PREFIX = "/api";

    /** The problems of an unknown path or method, which the document describes at its top. */
    private static final List<String> UNKNOWN = List.of("404 no-such-path", "405 method-not-allowed");

    /** The paths of a service for other programs, and those that the gateway has too. */
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

    /** Checks an answer of the gateway. */
    public void atGateway(HttpRequest request, Answer answer) {
        check(request, request.uri().getRawPath(), answer);
    }

    /** Checks an answer of a service, whose paths have no {@code /api}. */
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
