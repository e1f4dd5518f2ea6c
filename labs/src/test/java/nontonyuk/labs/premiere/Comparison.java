package nontonyuk.labs.premiere;

import java.util.Locale;
import java.util.function.Function;
import nontonyuk.labs.premiere.Result.End;

/**
 * Two premieres beside each other, as the rows of a Markdown table.
 *
 * @param usefulMilliseconds what each order needs: one seat map and one order
 */
public record Comparison(Result without, Result with, double usefulMilliseconds) {
    public void print() {
        row("buyers with seats", result -> "%d".formatted(result.buyers(End.SEATS)));
        row("the last pair is sold after", result -> "%.1f s".formatted(result.lastSold()));
        row("wait for the seats, median / 99 %", result -> seconds(result, End.SEATS));
        row("wait for \"sold out\", median / 99 %", result -> seconds(result, End.SOLD_OUT));
        row("buyers who gave up after a minute", result -> "%d".formatted(result.buyers(End.GAVE_UP)));
        row("seats for those who came first", result -> "%.0f %%".formatted(100 * result.fairness()));
        row("requests in all", result -> "%d".formatted(result.requests()));
        row("refused, because the system was busy", result -> "%d".formatted(result.requests("refused")));
        row("orders of seats that were just taken", result -> "%d".formatted(result.requests("POST 409")));
        row("processor time", result -> "%.1f s".formatted(result.processorSeconds()));
        row("useless part of it", result -> "%.0f %%".formatted(100 * useless(result)));
    }

    private void row(String what, Function<Result, String> value) {
        System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", what, value.apply(without), value.apply(with));
    }

    private static String seconds(Result result, End end) {
        if (result.buyers(end) == 0) return "-";
        return "%.1f / %.1f s".formatted(result.seconds(end, 50), result.seconds(end, 99));
    }

    private double useless(Result result) {
        return 1 - result.buyers(End.SEATS) * usefulMilliseconds / 1000 / result.processorSeconds();
    }
}
