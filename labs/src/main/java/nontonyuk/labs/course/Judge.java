package nontonyuk.labs.course;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.labs.check.Report;
import nontonyuk.labs.check.Result;
import nontonyuk.labs.check.Status;

/** Compares a report with what it must say. A verdict is empty if it is right, or says what differs. */
final class Judge {
    static final String OWN_RULE_MISSING = "own own-rule-missing";

    private Judge() {}

    /** All must hold. */
    static String passes(Report report) {
        return fails(report, Set.of());
    }

    /** The complete code has all but the student's own rule. */
    static String isMain(Report report) {
        return fails(report, Set.of(OWN_RULE_MISSING));
    }

    /** Another right way may lack the own rule, as the complete code does. */
    static String isRight(Report report) {
        return passes(report).isEmpty() ? "" : isMain(report);
    }

    /** The starter fails just these, and perhaps the own rule. What needs them is not tried. */
    static String isStarter(Report report, Set<String> expected) {
        var failed = failed(report);
        if (!expected.contains(OWN_RULE_MISSING)) failed.remove(OWN_RULE_MISSING);
        boolean isControlled = report.results().stream()
                .filter(result -> result.property().isControl())
                .allMatch(Result::holds);
        boolean isKnown = report.results().stream()
                .noneMatch(result -> result.status() == Status.INCONCLUSIVE || result.status() == Status.ERROR);
        return report.trouble() == null && isControlled && isKnown && failed.equals(expected) ? "" : said(report);
    }

    /** Just these fail, and all others hold. */
    static String fails(Report report, Set<String> expected) {
        boolean isKnown =
                report.results().stream().allMatch(result -> result.holds() || result.status() == Status.FAIL);
        return report.trouble() == null && isKnown && failed(report).equals(expected) ? "" : said(report);
    }

    /** Such as {@code 1.2 sold-twice}. */
    static Set<String> failed(Report report) {
        return report.results().stream()
                .filter(result -> result.status() == Status.FAIL)
                .map(result -> result.property().id() + " " + result.code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String said(Report report) {
        var trouble = report.trouble();
        if (trouble != null) return trouble.code() + " " + trouble.values() + " " + trouble.lines();
        var results = report.results().stream()
                .filter(result -> !result.holds())
                .map(result -> result.property().id() + " " + result.status().word() + " " + result.code())
                .collect(Collectors.joining(", "));
        return results.isEmpty() ? "all holds" : results;
    }
}
