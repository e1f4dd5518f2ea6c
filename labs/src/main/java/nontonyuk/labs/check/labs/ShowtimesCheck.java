package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.faults.DatabaseTap;

/** Lab 07: orders of different showtimes do not wait for each other. The database tap holds each COMMIT. */
final class ShowtimesCheck {
    private static final int SHOWTIMES = 8;
    private static final int NEEDED = 4;
    private static final long PATIENCE_MS = 5_000;

    private ShowtimesCheck() {}

    static void run(Trial trial) throws Exception {
        var buyers = new Buyers(trial, SHOWTIMES);
        var showtimes = IntStream.range(0, SHOWTIMES)
                .mapToObj(i -> trial.bench().showtime(2, 10))
                .toList();
        trial.tell("showtimes", SHOWTIMES).tell("needed", NEEDED);
        var tap = trial.bench().database("order");
        var threads = Executors.newFixedThreadPool(SHOWTIMES);
        buyers.clear();
        tap.stopAt("commit");
        try {
            var answers = IntStream.range(0, SHOWTIMES)
                    .mapToObj(i -> threads.submit(() -> buyers.book(i, i, Orders.any(showtimes.get(i), 1))))
                    .toList();
            int atTheEnd = atTheEnd(tap, answers);
            trial.saw("showtimes", buyers.inside() + answered(answers), NEEDED);
            tap.release();
            for (var answer : answers) answer.get();
            if (atTheEnd < NEEDED) trial.tell("reached", atTheEnd).wrong("everybody-waits");
            for (var answer : answers) answer.get().expect(201);
        } finally {
            tap.release();
            threads.shutdownNow();
        }
    }

    /** Waits until each order stands before its COMMIT or has its answer; returns how many do. */
    private static int atTheEnd(DatabaseTap tap, List<Future<Answer>> answers) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (true) {
            int now = tap.stopped() + answered(answers);
            if (now >= SHOWTIMES || System.nanoTime() > end) return now;
            Thread.sleep(10);
        }
    }

    private static int answered(List<Future<Answer>> answers) {
        return (int) answers.stream().filter(Future::isDone).count();
    }
}
