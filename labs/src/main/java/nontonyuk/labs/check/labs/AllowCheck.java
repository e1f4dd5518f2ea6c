package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;

/** The methods that a path allows: all others are a 405, for every caller. */
final class AllowCheck {
    private static final String REFUSED = "405 method-not-allowed";

    private AllowCheck() {}

    /** Sends each method that {@code allow} lacks, with a token and without. */
    static void expectOnly(Trial trial, String path, String allow) {
        var others = Stream.of("PATCH", "POST", "PUT", "DELETE", "BREW").filter(method -> !allow.contains(method));
        for (var method : others.toList()) {
            trial.tell("token", "admin");
            expectRefused(trial, RoutesCheck.admin(trial).send(method, path, null), allow);
            trial.tell("token", "-");
            expectRefused(trial, RoutesCheck.nobody(trial).send(method, path, null), allow);
        }
    }

    private static void expectRefused(Trial trial, Answer answer, String allow) {
        RoutesCheck.expect(trial, answer, REFUSED, answer.status() == 404 ? "said-404" : "not-405");
        var came = answer.header("allow");
        trial.tell("expected", REFUSED + ", Allow: " + allow).tell("allowed", came.isEmpty() ? "-" : came);
        if (!methods(came).equals(methods(allow))) RoutesCheck.wrong(trial, answer, "allow-differs");
    }

    private static TreeSet<String> methods(String allow) {
        return new TreeSet<>(List.of(allow.strip().split("\\s*,\\s*")));
    }
}
