package nontonyuk.labs.check.labs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Bench;
import nontonyuk.labs.check.Trial;

/**
 * The crash of lab 09. Three requests come to one process: one stops before its COMMIT, one stops at its COMMIT, which
 * the database gets, and one has its answer lost. Then the process is killed and starts again.
 */
final class Crash {
    private static final String INSTANCE = "order-2";
    private static final String LAST_STATEMENT = "INTO order_events"; // of the booking; then it stores the answer
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);
    private static final int PATIENCE_SECONDS = 25; // a lease of the reference takes 15

    private record Sent(Buyer buyer, String body, CompletableFuture<Answer> answer) {}

    private final Bench bench;
    private final String name;
    private final List<Sent> requests = new ArrayList<>();
    private int stopped;
    private int lost;
    private long restarted;

    private Crash(Bench bench, String name) {
        this.bench = bench;
        this.name = name;
    }

    /** Lets the process crash. It judges nothing: {@link #check(Trial)} does. */
    static Crash of(Bench bench, String name) {
        var crash = new Crash(bench, name);
        crash.loseAnswer();
        crash.stopAtCommit();
        crash.stopBeforeCommit();
        bench.kill(INSTANCE);
        bench.database("order").release();
        crash.requests.forEach(sent -> sent.answer.join());
        bench.restart(INSTANCE);
        crash.restarted = System.nanoTime();
        return crash;
    }

    private void loseAnswer() {
        var tap = bench.tap(INSTANCE);
        var buyer = buyer("after");
        tap.clear();
        tap.add(buyer.loseAnswers(1));
        send(buyer).join();
        lost = Replies.lostAt(tap);
        tap.clear();
    }

    private void stopAtCommit() {
        var tap = bench.database("order");
        tap.stopAt(LAST_STATEMENT);
        send(buyer("at"));
        bench.within(TIME_TO_STOP, () -> tap.stopped() == 1);
        tap.late(50); // the COMMIT comes after the next two lines
        tap.release();
        tap.stopAfter("COMMIT");
        bench.within(TIME_TO_STOP, () -> tap.stopped() == 0);
        tap.late(0);
        if (bench.within(TIME_TO_STOP, () -> tap.stopped() == 1)) stopped++;
    }

    private void stopBeforeCommit() {
        var tap = bench.database("order");
        tap.stopAt(LAST_STATEMENT);
        send(buyer("before"));
        if (bench.within(TIME_TO_STOP, () -> tap.stopped() == 2)) stopped++;
    }

    private Buyer buyer(String moment) {
        return new Buyer(bench, moment + "-" + name);
    }

    private CompletableFuture<Answer> send(Buyer buyer) {
        var body = Orders.any(bench.showtime(4, 10), 2); // a second order finds other seats
        bench.token(buyer.name()); // it is there before the request
        var answer = CompletableFuture.supplyAsync(
                () -> buyer.post(INSTANCE, buyer.name(), "/orders", body),
                request -> new Thread(request, buyer.name()).start());
        requests.add(new Sent(buyer, body, answer));
        return answer;
    }

    /** Sends the three requests again, until each has its answer. */
    void check(Trial trial) throws InterruptedException {
        trial.saw("stopped", stopped, 2);
        trial.saw("lost", lost, 1);
        long end = restarted + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (var sent : requests) {
            var buyer = sent.buyer;
            var answer = buyer.orderUntil(end, INSTANCE, buyer.name(), sent.body);
            long orders = buyer.orders();
            Replies.tell(trial, answer, answer).tell("key", buyer.name()).tell("orders", orders);
            trial.tell("seconds", PATIENCE_SECONDS);
            if (Buyer.asksToWait(answer)) trial.wrong("in-flight-for-ever");
            if (orders > 1) trial.wrong("two-orders-after-a-crash");
            answer.expect(201);
            if (orders == 0) trial.wrong("no-order-after-a-crash");
        }
    }
}
