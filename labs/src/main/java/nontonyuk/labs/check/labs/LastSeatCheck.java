package nontonyuk.labs.check.labs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.LabCheck;
import nontonyuk.labs.check.Plan;
import nontonyuk.labs.check.Property;
import nontonyuk.labs.check.Trial;

/** Lab 07: two order processes sell each seat once. */
public final class LastSeatCheck implements LabCheck {
    private static final int BUYERS = 24;
    private static final int ROUNDS = 12;

    @Override
    public Plan plan(Map<String, String> drawn) {
        var services = List.of("auth", "movie", "order", "payment");
        return new Plan(services, List.of("order"), Set.of("order", "order-2"), Set.of("order"), Map.of());
    }

    @Override
    public List<Property> properties() {
        return List.of(
                Property.of("1.1", 10, this::oneAfterTheOther).asControl(),
                Property.of("1.2", 20, this::oneSeatAtOnce, "1.1"),
                Property.of("1.3", 20, HallCheck::sellsEachSeatOnce, "1.2"),
                Property.of("1.4", 15, HallCheck::keepsNothingOfALoser, "1.2"),
                Property.of("1.5", 15, ShowtimesCheck::run, "1.1"),
                Property.of("own", 20, MostSeatsCheck::run, "1.2"));
    }

    private void oneAfterTheOther(Trial trial) {
        var buyers = new Buyers(trial, 3);
        long showtime = trial.bench().showtime(4, 12);
        var row = "" + (char) trial.names().number('A', 'D');
        int number = trial.names().number(4, 7);
        var seat = row + number;
        var next = row + (number + 1);
        trial.tell("seat", seat).tell("next", next);

        long first = Orders.id(buyers.book(0, 0, Orders.seats(showtime, seat)).expect(201));
        refused(trial, "seat-taken", buyers.book(1, 1, Orders.seats(showtime, seat)));
        refused(trial, "seat-taken", buyers.book(0, 2, Orders.seats(showtime, seat, next)));
        buyers.book(1, 2, Orders.seats(showtime, next)).expect(201);
        buyers.at(1, 0).post("/orders/" + first + "/cancel", "").expect(200);
        buyers.book(0, 1, Orders.seats(showtime, seat)).expect(201);

        long small = trial.bench().showtime(1, 2);
        buyers.book(0, 0, Orders.any(small, 2)).expect(201);
        refused(trial, "sold-out", buyers.book(1, 1, Orders.any(small, 1)));
    }

    private static void refused(Trial trial, String code, Answer answer) {
        trial.tell("request", answer.request()).traces(answer.traceId());
        if (Buyers.isSold(answer)) trial.wrong("sold-again");
        if (!answer.outcome().equals("409 " + code)) throw answer.odd("409 " + code);
    }

    /** The answers to the buyers of one seat. */
    private record Round(int number, String order, List<Answer> answers) {
        List<Answer> sold() {
            return answers.stream().filter(Buyers::isSold).toList();
        }

        long soldBy(int process) {
            return IntStream.range(0, answers.size())
                    .filter(i -> i % 2 == process && Buyers.isSold(answers.get(i)))
                    .count();
        }

        boolean isSoldTwiceByAProcess() {
            return soldBy(0) > 1 || soldBy(1) > 1;
        }
    }

    private void oneSeatAtOnce(Trial trial) {
        var buyers = new Buyers(trial, BUYERS);
        var rounds = new ArrayList<Round>();
        for (int i = 1; i <= trial.rounds(ROUNDS); i++) rounds.add(round(trial, buyers, i));
        long oversold = rounds.stream().filter(round -> round.sold().size() > 1).count();
        trial.tell("rounds", rounds.size()).tell("oversold", oversold);

        // A single process that sells a seat twice tells more than two processes that sell it once each.
        fail(trial, rounds, Round::isSoldTwiceByAProcess, "sold-twice");
        fail(trial, rounds, round -> round.sold().size() > 1, "sold-by-two-processes");
        for (var round : rounds) {
            for (var answer : round.answers) {
                boolean isKnown = Buyers.isSold(answer) || answer.outcome().equals("409 seat-taken");
                if (!isKnown) throw answer.odd("201, 409 seat-taken");
            }
        }
        fail(trial, rounds, round -> round.sold().isEmpty(), "all-refused");
    }

    private static Round round(Trial trial, Buyers buyers, int number) {
        long showtime = trial.bench().showtime(6, 12);
        var seat = "" + (char) trial.names().number('A', 'F') + trial.names().number(1, 12);
        var order = Orders.seats(showtime, seat);
        trial.tell("request", "POST /orders " + order);
        return new Round(number, order, buyers.atOnce(BUYERS, i -> buyers.book(i, i, order)));
    }

    private static void fail(Trial trial, List<Round> rounds, Predicate<Round> isWrong, String code) {
        var found = rounds.stream().filter(isWrong).findFirst();
        if (found.isEmpty()) return;
        var round = found.get();
        var sold = round.sold();
        sold.stream().limit(2).forEach(answer -> trial.traces(answer.traceId()));
        trial.tell("request", "POST /orders " + round.order)
                .tell("round", round.number)
                .tell("sold", sold.size())
                .tell("orders", Buyers.ids(sold))
                .tell("first", round.soldBy(0))
                .tell("second", round.soldBy(1))
                .tell("refused", BUYERS - sold.size())
                .wrong(code);
    }
}
