package nontonyuk.labs.course;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of {@code grades.csv}: one student's work on one lab.
 *
 * @param status {@code pass}, {@code fail}, {@code error} or {@code inconclusive}, as the check says; {@code missing},
 *     {@code unreadable} or {@code other_main} without a check
 * @param score empty if the work was not graded
 * @param failed the first property that does not hold, and its code
 */
record GradeRow(
        String student,
        String submission,
        String lab,
        String status,
        Integer score,
        int max,
        String failed,
        String seed,
        String main,
        Double seconds,
        int hints,
        int tries,
        String note) {
    static final List<String> COLUMNS = List.of(
            "student",
            "submission",
            "lab",
            "status",
            "score",
            "max",
            "failed",
            "seed",
            "main",
            "seconds",
            "hints",
            "tries",
            "note");

    /** Why the row is as it is: the failure, and the note. */
    String reason() {
        return joined(failed == null ? "" : failed, note);
    }

    /** The texts that are not empty. */
    static String joined(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    String csv() {
        return Stream.of(student, submission, lab, status, score, max, failed, seed, main, seconds, hints, tries, note)
                .map(GradeRow::cell)
                .collect(Collectors.joining(","));
    }

    /** A spreadsheet takes a cell that begins with one of these signs for a formula. */
    private static String cell(Object value) {
        var text = value == null ? "" : value.toString().replaceAll("\\R", " ");
        if (text.matches("[=+@\\t-].*")) text = "'" + text;
        return text.matches("[^\",;]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
