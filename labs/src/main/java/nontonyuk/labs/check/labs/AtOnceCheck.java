package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.faults.Exchange;
import nontonyuk.labs.running.Race;

/** Many equal requests come to two order processes at once, and each statement of the database is late. */
final class AtOnceCheck {
    private static final List<String> INSTANCES = List.of("order", "order-2");
    private static final int AT_ONCE = 20;
    private static final int NEEDED_INSIDE = 8;
    private static final long PATIENCE_SECONDS = 10;

    private AtOnceCheck() {}

    static void run(Trial trial) throws InterruptedException {
        var database = trial.bench().database("order");
        database.late(5 * trial.force());
        try {
            for (int i = 0; i < trial.rounds(5); i++) race(trial, i + 1);
        } finally {
            database.late(0);
        }
    }

    private static void race(Trial trial, int round) throws InterruptedException {
        var bench = trial.bench();
        var ani = Buyer.of(trial, "ani");
        var body = Orders.any(bench.showtime(4, 10), 2);
        ani.orders(); // the token is there before the race
        INSTANCES.forEach(one -> bench.tap(one).clear());
        var answers = Race.of(AT_ONCE, i -> ani.post(INSTANCES.get(i % 2), ani.name(), "/orders", body))
                .results();
        int inside = Exchange.mostAtOnce(INSTANCES.stream()
                .flatMap(one -> bench.tap(one).exchanges().stream())
                .toList());
        trial.saw("inside", inside, NEEDED_INSIDE);
        trial.tell("round", round).tell("requests", AT_ONCE);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var ids = new TreeSet<Long>();
        var made = answers.stream().filter(answer -> answer.status() == 201).toList();
        for (var answer : made) if (ids.add(Orders.id(answer))) trial.traces(answer.traceId());
        trial.tell("made", made.size());
        expectOne(trial, ani, ids);
        for (int i = 0; i < AT_ONCE; i++) {
            var answer = answers.get(i);
            if (answer.status() == 201) continue;
            if (!Buyer.asksToWait(answer)) throw answer.odd("201, 409 request-in-flight");
            var later = ani.orderUntil(end, INSTANCES.get(i % 2), ani.name(), body);
            Replies.tell(trial, answer, later);
            if (Buyer.asksToWait(later)) trial.wrong("never-answered");
            ids.add(Orders.id(later.expect(201)));
        }
        expectOne(trial, ani, ids);
    }

    private static void expectOne(Trial trial, Buyer buyer, Set<Long> ids) {
        long orders = buyer.orders();
        trial.tell("orders", orders).tell("ids", List.copyOf(ids));
        if (orders > 1 || ids.size() > 1) trial.wrong("two-orders-at-once");
    }
}
