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
        expectOnly(trial, path, allow, "");
    }

    /** The same; every wrong answer has the code {@code own} instead of the usual ones. */
    static void expectOnly(Trial trial, String path, String allow, String own) {
        var others = Stream.of("PATCH", "POST", "PUT", "DELETE", "BREW").filter(method -> !allow.contains(method));
        for (var method : others.toList()) {
            trial.tell("token", "admin");
            expectRefused(trial, RoutesCheck.admin(trial).send(method, path, null), allow, own);
            trial.tell("token", "-");
            expectRefused(trial, RoutesCheck.nobody(trial).send(method, path, null), allow, own);
        }
    }

    private static void expectRefused(Trial trial, Answer answer, String allow, String own) {
        var came = answer.header("allow");
        trial.tell("allowed", came.isEmpty() ? "-" : came);
        var code = answer.status() == 404 ? "said-404" : "not-405";
        RoutesCheck.expect(trial, answer, REFUSED, own.isEmpty() ? code : own);
        trial.tell("expected", REFUSED + ", Allow: " + allow);
        if (!methods(came).equals(methods(allow)))
            RoutesCheck.wrong(trial, answer, own.isEmpty() ? "allow-differs" : own);
    }

    private static TreeSet<String> methods(String allow) {
        return new TreeSet<>(List.of(allow.strip().split("\\s*,\\s*")));
    }
}
