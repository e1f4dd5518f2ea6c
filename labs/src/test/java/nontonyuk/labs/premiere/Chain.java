package nontonyuk.labs.premiere;

import java.util.Map;
import nontonyuk.labs.premiere.Result.End;

/**
 * A chain of 400 cinemas on the day of a premiere: a million people come at 12:00 for 300,000 seats, two seats an
 * order. It multiplies the measured costs; the crowd of the measured showtime has as many people for each seat.
 */
public final class Chain {
    static final double PEOPLE = 1_000_000;
    static final double ORDERS = 150_000;
    private static final double LISTS_EACH = 3;
    private static final double SECONDS = 600;

    /** A machine with more load than this has no reserve for a peak, or for the end of another machine. */
    private static final double LOAD = 0.5;

    private final Map<String, Cost> costs;
    private double allCores;

    public Chain(Map<String, Cost> costs) {
        this.costs = costs;
    }

    /** The buyers of a showtime with so many pairs of seats. */
    public static int buyers(int pairs) {
        return (int) Math.round(pairs * PEOPLE / ORDERS);
    }

    /** Prints the cores that serve all people within ten minutes. */
    public void print(String how, Result premiere, long polls) {
        System.out.printf("%n| %s | number | each | cores |%n|---|---|---|---|%n", how);
        allCores = 0;
        double scale = ORDERS / premiere.buyers(End.SEATS);
        row("logins", PEOPLE, costs.get("login").total());
        row("lists of movies", PEOPLE * LISTS_EACH, costs.get("20 movies").total());
        row("polls of the waiting room", polls * scale, costs.get("20 movies").total());
        row("orders, with all tries", ORDERS, premiere.processorSeconds() * 1000 / premiere.buyers(End.SEATS));
        row("payments", ORDERS, costs.get("payment").total());
        System.out.printf("| **together** | | | **%.1f** |%n", allCores);
    }

    private void row(String what, double number, double milliseconds) {
        if (number == 0) return;
        double cores = number * milliseconds / 1000 / SECONDS / LOAD;
        allCores += cores;
        System.out.printf("| %s | %,.0f | %.2f ms | %.1f |%n", what, number, milliseconds, cores);
    }
}
