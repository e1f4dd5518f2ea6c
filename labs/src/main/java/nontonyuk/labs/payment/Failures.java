package nontonyuk.labs.payment;

import java.util.stream.Collectors;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.StandIn;

/** The error answers of the payment provider: a code and a sentence. */
final class Failures {
    static final Response UNAUTHORIZED = failure(401, "unauthorized", "Send your key as Authorization: Bearer.")
            .with("WWW-Authenticate", "Bearer");
    static final Response NOT_FOUND = failure(404, "not-found", "There is nothing here.");
    static final Response INTERNAL_ERROR = failure(500, "internal-error", "Something went wrong on our side.");

    static final Response UNKNOWN_PAYMENT_METHOD =
            failure(422, "payment-method-unknown", "payment_method must be one of " + TestCards.NAMES + ".");

    private Failures() {}

    static Response failure(int status, String code, String message) {
        return StandIn.json(status, new Failure(code, message));
    }

    static Problem wrongMethod(String allowed) {
        return Problem.methodNotAllowed("Use " + allowed + ".", allowed);
    }

    static Response of(Problem problem) {
        if (problem.status() == 500) return INTERNAL_ERROR;
        var faults = problem.faults().stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        var message = faults.isEmpty() ? problem.getMessage() : faults + ".";
        return failure(problem.status(), problem.code(), message);
    }

    private record Failure(String error, String message) {}
}
