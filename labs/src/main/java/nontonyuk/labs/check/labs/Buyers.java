package nontonyuk.labs.check.labs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import nontonyuk.common.Background;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Client;
import nontonyuk.labs.check.NotProven;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.faults.Exchange;
import nontonyuk.labs.faults.FaultProxy;
import nontonyuk.labs.running.Race;

/** The customers of lab 07, and their orders at two order processes. */
final class Buyers {
    private static final List<String> PROCESSES = List.of("order", "order-2");
    private static final int LATE_MS = 5;
    private static final int NEEDED_INSIDE = 8;
    private static final String LINE = "INSERT INTO order_items";
    private static final int TRANSACTIONS = 16; // eight connections of each process
    private static final Duration PATIENCE = Duration.ofMillis(500); // an order that locks first stands there alone

    private static final Set<String> NOT_BEGUN = Set.of("503 auth-unavailable", "503 movie-unavailable");
    private static final int MAX_TRIES = 5;

    private final Trial trial;
    private final List<String> tokens = new ArrayList<>();

    Buyers(Trial trial, int count) {
        this.trial = trial;
        for (int i = 0; i < count; i++) tokens.add(trial.bench().token("buyer" + i));
        trial.tell("buyers", count).tell("late", LATE_MS * trial.force());
    }

    /** Buyer {@code i} at the first process for an even {@code turn}, at the second for an odd one. */
    Client at(int turn, int i) {
        return trial.bench().client(PROCESSES.get(turn % 2)).as(tokens.get(i));
    }

    /**
     * Sends an order, and again while order cannot ask auth or movie: it has not begun a transaction then. A 503 that
     * stays, or a database that cannot be reached, says that the machine is too busy.
     */
    Answer book(int turn, int i, String order) {
        var client = at(turn, i);
        var answer = client.post("/orders", order);
        for (int tries = 1; NOT_BEGUN.contains(answer.outcome()) && tries < MAX_TRIES; tries++) {
            Background.sleep(Duration.ofSeconds(1));
            answer = client.post("/orders", order);
        }
        var outcome = answer.outcome();
        if (NOT_BEGUN.contains(outcome) || outcome.equals("503 database-unavailable")) throw new NotProven();
        return answer;
    }

    /**
     * Runs all calls at once, and notes how many were inside order together. Each statement of order is late. The
     * transactions have looked when they wait for each other at a statement, so they then claim at the same moment.
     */
    List<Answer> atOnce(int count, IntFunction<Answer> call) {
        clear();
        var database = trial.bench().database("order");
        database.late(LATE_MS * trial.force());
        database.stopAt(LINE);
        try {
            var race = CompletableFuture.supplyAsync(() -> Race.of(count, call), work -> new Thread(work).start());
            int most = Math.min(count, TRANSACTIONS);
            trial.bench().within(PATIENCE, () -> database.stopped() >= most || race.isDone());
            database.release();
            var answers = race.join().results();
            int inside = Exchange.mostAtOnce(
                    taps().flatMap(tap -> tap.exchanges().stream()).toList());
            trial.tell("inside", inside).tell("open", database.mostTransactions());
            trial.saw("inside", inside, NEEDED_INSIDE);
            return answers;
        } finally {
            database.release();
            database.late(0);
        }
    }

    void clear() {
        taps().forEach(FaultProxy::clear);
    }

    /** The requests inside both processes now. */
    int inside() {
        return taps().mapToInt(FaultProxy::inFlight).sum();
    }

    private Stream<FaultProxy> taps() {
        return PROCESSES.stream().map(trial.bench()::tap);
    }

    static boolean isSold(Answer answer) {
        return answer.status() == 201;
    }

    static List<String> seatsOf(Answer answer) {
        var seats = new ArrayList<String>();
        for (var seat : answer.data().path("seats")) seats.add(seat.asText());
        return seats;
    }

    static List<Long> ids(List<Answer> orders) {
        return orders.stream().map(Orders::id).toList();
    }
}
