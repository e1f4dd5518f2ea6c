package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nontonyuk.labs.check.Bench;
import nontonyuk.labs.check.LabCheck;
import nontonyuk.labs.check.Plan;
import nontonyuk.labs.check.Property;
import nontonyuk.labs.check.Trial;

/** Lab 09: a request with an {@code Idempotency-Key} does its work once, however often it comes. */
public final class OnceCheck implements LabCheck {
    private Crash early; // its keys need 15 s, and the other properties run in this time

    @Override
    public Plan plan(Map<String, String> drawn) {
        return new Plan(
                List.of("auth", "movie", "order"),
                List.of("order"),
                Set.of("order", "order-2"),
                Set.of("order"),
                Map.of());
    }

    @Override
    public List<Property> properties() {
        return List.of(
                Property.of("1.1", 15, OnceCheck::again),
                Property.of("1.2", 15, OnceCheck::otherRequests, "1.1"),
                Property.of("2.1", 10, OnceCheck::lostAnswer),
                Property.of("2.2", 15, AtOnceCheck::run, "1.1"),
                Property.of("2.3", 10, OnceCheck::afterProblem, "1.1"),
                Property.of("3.1", 15, this::afterCrash, "1.1"),
                Property.of("own", 20, SameValueCheck::run, "1.1"));
    }

    @Override
    public void prepare(Bench bench) {
        early = Crash.of(bench, "crash0");
    }

    private static void again(Trial trial) {
        var ani = Buyer.of(trial, "ani");
        var body = Orders.any(trial.bench().showtime(4, 10), 2);
        var one = ani.orderWithoutKey(body).expect(201);
        var other = ani.orderWithoutKey(body).expect(201);
        Replies.tell(trial, one, other);
        if (Orders.id(one) == Orders.id(other)) trial.wrong("two-requests-one-order");
        var first = ani.order(ani.name(), body).expect(201);
        for (int i = 0; i < 2; i++) Replies.expectReplay(trial, first, ani.order(ani.name(), body), "second-order");
        Replies.expectOrders(trial, ani, 3, "second-order");
        if (Buyer.isReplay(first)) trial.wrong("not-marked");
    }

    private static void otherRequests(Trial trial) {
        var ani = Buyer.of(trial, "ani");
        var budi = Buyer.of(trial, "budi");
        var key = ani.name();
        long showtime = trial.bench().showtime(4, 10);
        var first = ani.order(key, Orders.any(showtime, 2)).expect(201);
        Replies.expectReused(trial, first, ani.order(key, Orders.any(showtime, 1)));
        Replies.expectReused(trial, first, ani.post("order", key, "/orders/" + Orders.id(first) + "/cancel", null));
        var other = budi.order(key, Orders.any(showtime, 2));
        Replies.tell(trial, first, other);
        if (other.status() == 422) trial.wrong("key-of-another-customer");
        other.expect(201);
        if (Orders.id(other) == Orders.id(first)) trial.wrong("somebody-elses-answer");
        for (var bad : List.of("x".repeat(65), "two words", "x".repeat(200))) {
            var answer = ani.order(bad, Orders.any(showtime, 1));
            Replies.tell(trial, first, answer).tell("length", bad.length());
            if (!Replies.isRefusedKey(answer)) trial.wrong("bad-key-accepted");
        }
    }

    private static void lostAnswer(Trial trial) {
        var ani = Buyer.of(trial, "ani");
        var tap = trial.bench().tap("order");
        var body = Orders.any(trial.bench().showtime(4, 10), 2);
        int lost = 1 + trial.random().nextInt(5);
        trial.tell("lost", lost).tell("sent", lost + 1);
        tap.clear();
        tap.add(ani.loseAnswers(lost));
        var answers = IntStream.rangeClosed(0, lost)
                .mapToObj(i -> ani.order(ani.name(), body))
                .toList();
        trial.saw("lost", Replies.lostAt(tap), lost);
        var last = answers.get(lost).expect(201);
        Replies.tell(trial, last, last);
        Replies.expectOrders(trial, ani, 1, "order-for-each-try");
        if (!Buyer.isReplay(last)) trial.wrong("not-marked");
    }

    private static void afterProblem(Trial trial) {
        var ani = Buyer.of(trial, "ani");
        var budi = Buyer.of(trial, "budi");
        long showtime = trial.bench().showtime(1, 2);
        var body = Orders.any(showtime, 1);
        var all = budi.orderWithoutKey(Orders.any(showtime, 2)).expect(201);
        var refused = ani.order(ani.name(), body);
        if (!refused.outcome().equals("409 sold-out")) throw refused.odd("409 sold-out");
        budi.at("order").post("/orders/" + Orders.id(all) + "/cancel", null).expect(200);
        var again = ani.order(ani.name(), body);
        Replies.tell(trial, refused, again);
        if (again.status() != 201) trial.wrong("stuck-on-a-problem");
        Replies.expectReplay(trial, again, ani.order(ani.name(), body), "second-order");
    }

    private void afterCrash(Trial trial) throws InterruptedException {
        var crash = early != null ? early : Crash.of(trial.bench(), "crash" + trial.force());
        early = null; // another try needs another crash
        crash.check(trial);
    }
}
