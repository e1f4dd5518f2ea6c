package nontonyuk.labs.check.labs;

import java.util.stream.IntStream;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;

/** Lab 07, the own rule: a customer has at most so many seats of a showtime, over all orders. */
final class MostSeatsCheck {
    private static final String REFUSAL = "409 too-many-seats";
    private static final int ORDERS = 12;
    private static final int ROUNDS = 6;

    private final Trial trial;
    private final Buyers buyers;
    private final int limit;

    private MostSeatsCheck(Trial trial) {
        this.trial = trial;
        this.buyers = new Buyers(trial, 4);
        this.limit = trial.drawnNumber("most");
        trial.tell("limit", limit);
    }

    static void run(Trial trial) {
        var check = new MostSeatsCheck(trial);
        check.oneAfterTheOther();
        for (int i = 1; i <= trial.rounds(ROUNDS); i++) check.atOnce(i);
    }

    private void oneAfterTheOther() {
        long showtime = trial.bench().showtime(6, 12);
        long other = trial.bench().showtime(6, 12);
        long first = accepted(0, 0, Orders.seats(showtime, "A1"));
        long second = accepted(1, 0, Orders.seats(showtime, row("B", limit - 1)));
        refused(0, 0, Orders.seats(showtime, "C1"), "own-rule-missing");
        refused(1, 0, Orders.any(showtime, 1), "limit-passed");

        buyers.at(0, 0).post("/orders/" + first + "/pay", "").expect(200);
        refused(1, 0, Orders.seats(showtime, "C1"), "paid-seats-forgotten");
        accepted(0, 1, Orders.seats(showtime, "C1"));
        accepted(1, 0, Orders.any(other, 1));
        buyers.at(0, 0).post("/orders/" + second + "/cancel", "").expect(200);
        long third = accepted(1, 0, Orders.seats(showtime, row("D", limit - 1)));
        expire(third);
        accepted(0, 0, Orders.seats(showtime, "E1"));

        refused(0, 2, Orders.any(other, limit + 1), "limit-passed");
        accepted(1, 2, Orders.any(other, limit));
    }

    /** Ends the hold of an order, whose status stays HELD. */
    private void expire(long order) {
        var services = trial.bench().services();
        var past = " SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE ";
        services.sql("order", "UPDATE orders" + past + "id = " + order);
        services.sql("order", "UPDATE seat_claims" + past + "order_id = " + order);
    }

    /** The first seats of a row. */
    private static String[] row(String row, int seats) {
        return IntStream.rangeClosed(1, seats).mapToObj(number -> row + number).toArray(String[]::new);
    }

    private long accepted(int process, int buyer, String order) {
        var answer = buyers.book(process, buyer, order);
        told(answer);
        if (answer.outcome().equals(REFUSAL)) trial.wrong("too-strict");
        return Orders.id(answer.expect(201));
    }

    private void refused(int process, int buyer, String order, String code) {
        var answer = buyers.book(process, buyer, order);
        told(answer);
        if (Buyers.isSold(answer)) trial.wrong(code);
        if (!answer.outcome().equals(REFUSAL)) throw answer.odd(REFUSAL);
    }

    private void told(Answer answer) {
        trial.tell("request", answer.request()).traces(answer.traceId());
    }

    private void atOnce(int round) {
        long showtime = trial.bench().showtime(ORDERS, 10);
        var first = "POST /orders " + Orders.seats(showtime, "A1");
        trial.tell("round", round).tell("orders", ORDERS).tell("request", first + " … [\"L1\"]");
        // Each order has a row of its own, so only the rule can refuse it.
        var answers = buyers.atOnce(ORDERS, i -> buyers.book(i, 3, Orders.seats(showtime, (char) ('A' + i) + "1")));
        var sold = answers.stream().filter(Buyers::isSold).toList();
        trial.tell("sold", sold.size());
        if (sold.size() > limit) {
            sold.stream().limit(2).forEach(answer -> trial.traces(answer.traceId()));
            trial.wrong("limit-passed-at-once");
        }
        for (var answer : answers) {
            if (!Buyers.isSold(answer) && !answer.outcome().equals(REFUSAL)) throw answer.odd("201, " + REFUSAL);
        }
        if (sold.size() < limit) trial.wrong("too-strict-at-once");
    }
}
