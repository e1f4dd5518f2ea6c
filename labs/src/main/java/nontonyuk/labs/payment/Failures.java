package nontonyuk.labs.payment;

import java.util.stream.Collectors;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Answer;

/** The answers of the payment provider when something is wrong: a code, and a sentence. */
final class Failures {
    static final Answer UNAUTHORIZED = failure(401, "unauthorized", "Send your key as Authorization: Bearer.")
            .with("WWW-Authenticate", "Bearer");
    static final Answer NOT_FOUND = failure(404, "not-found", "There is nothing here.");
    static final Answer INTERNAL_ERROR = failure(500, "internal-error", "Something went wrong on our side.");

    private Failures() {}

    static Answer failure(int status, String code, String message) {
        return Answer.json(status, new Failure(code, message));
    }

    static Answer wrongMethod(String allowed) {
        return failure(405, "method-not-allowed", "Use " + allowed + ".").with("Allow", allowed);
    }

    static Answer of(Problem problem) {
        var faults = problem.faults().stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        return failure(problem.status(), problem.code(), faults.isEmpty() ? problem.getMessage() : faults + ".");
    }

    private record Failure(String error, String message) {}
}
