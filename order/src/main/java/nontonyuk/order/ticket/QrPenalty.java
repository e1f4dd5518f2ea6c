package nontonyuk.order.ticket;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How hard a {@link QrCode} is to read: the one with the least points is shown. A module is 1 where dark and 0 where
 * light, and each row or column is a line.
 */
final class QrPenalty {
    private static final Pattern LONG_RUN = Pattern.compile("0{5,}|1{5,}");

    /** Two by two of one colour: twice the same, the rest of the line, and below it the same again. */
    private static final Pattern BLOCK = Pattern.compile("(?s)(?=([01])\\1.{28}\\1\\1)");

    /** What looks like a section through a finder pattern, with light before or after it. */
    private static final Pattern FINDER_LIKE = Pattern.compile("(?<=0000)(?=1011101)|(?=10111010000)");

    private static final Pattern DARK = Pattern.compile("1");
    private static final Pattern ANY = Pattern.compile("[01]");

    private QrPenalty() {}

    static int points(String rows, String columns) {
        var all = rows + columns;
        return runs(all)
                + 3 * count(BLOCK, rows)
                + 40 * count(FINDER_LIKE, all)
                + 10 * imbalance(count(DARK, rows), count(ANY, rows));
    }

    /** Three for five in a run, and one for each more. */
    private static int runs(String lines) {
        return LONG_RUN.matcher(lines)
                .results()
                .map(MatchResult::group)
                .mapToInt(run -> run.length() - 2)
                .sum();
    }

    /** By how many whole twentieths of all modules the dark ones are more or fewer than half. */
    private static int imbalance(int dark, int all) {
        return Math.abs(20 * dark - 10 * all) / all;
    }

    private static int count(Pattern pattern, String lines) {
        return (int) pattern.matcher(lines).results().count();
    }
}
