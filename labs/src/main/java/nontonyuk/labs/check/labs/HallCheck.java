package nontonyuk.labs.check.labs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;

/** Lab 07, many buyers in one hall: each seat is in one order, and a loser's order leaves nothing. */
final class HallCheck {
    private static final int BUYERS = 60;
    private static final int MOST_REST = 3; // a refused buyer wanted at most four seats
    private static final int ROWS = 6;
    private static final int PAIR_BUYERS = 24;
    private static final int PAIR_ROUNDS = 6;
    private static final Set<String> REFUSALS = Set.of("409 seat-taken", "409 single-seat-gap");

    private HallCheck() {}

    static void sellsEachSeatOnce(Trial trial) {
        var buyers = new Buyers(trial, BUYERS + MOST_REST + 1);
        // The own rule may allow two seats only.
        int largest = Math.min(4, trial.drawnNumber("most"));
        var sizes = trial.names()
                .shuffled(IntStream.range(0, BUYERS)
                        .mapToObj(i -> 1 + i % largest)
                        .toList());
        int perRow = sizes.stream().mapToInt(qty -> qty).sum() * 2 / 3 / ROWS; // two thirds of what is wanted
        int hall = ROWS * perRow;
        long showtime = trial.bench().showtime(ROWS, perRow);
        trial.tell("buyers", BUYERS).tell("largest", largest).tell("hall", hall);

        var answers = buyers.atOnce(BUYERS, i -> buyers.book(i, i, Orders.any(showtime, sizes.get(i))));
        var owners = owners(trial, answers);
        int left = hall - owners.size();
        for (int i = 0; i < BUYERS; i++) checkRefusal(trial, answers.get(i), sizes.get(i), left);

        for (int i = 0; i < left; i++) {
            answers.add(buyers.book(i, BUYERS + i, Orders.any(showtime, 1)).expect(201));
        }
        owners(trial, answers);
        var last = buyers.book(left, BUYERS + left, Orders.any(showtime, 1));
        if (!last.outcome().equals("409 sold-out")) throw last.odd("409 sold-out");
    }

    private static void checkRefusal(Trial trial, Answer answer, int qty, int left) {
        if (Buyers.isSold(answer)) return;
        if (answer.status() == 409 && qty <= left) {
            trial.traces(answer.traceId());
            trial.tell("outcome", answer.outcome())
                    .tell("qty", qty)
                    .tell("left", left)
                    .wrong("refused-too-early");
        }
        if (!answer.outcome().equals("409 sold-out")) throw answer.odd("201, 409 sold-out");
    }

    /** The order of each seat. */
    private static Map<String, Answer> owners(Trial trial, List<Answer> answers) {
        var owners = new TreeMap<String, Answer>();
        for (var order : answers.stream().filter(Buyers::isSold).toList()) {
            for (var seat : Buyers.seatsOf(order)) {
                var other = owners.put(seat, order);
                if (other == null) continue;
                trial.traces(other.traceId(), order.traceId());
                trial.tell("seat", seat)
                        .tell("orders", Buyers.ids(List.of(other, order)))
                        .wrong("seat-in-two-orders");
            }
        }
        return owners;
    }

    static void keepsNothingOfALoser(Trial trial) {
        var buyers = new Buyers(trial, PAIR_BUYERS);
        int rounds = trial.rounds(PAIR_ROUNDS);
        trial.tell("rounds", rounds);
        for (int i = 1; i <= rounds; i++) {
            long showtime = trial.bench().showtime(4, 12);
            var pairs = pairs(trial);
            var row =
                    pairs.stream().flatMap(pair -> Stream.of(pair.split("\\+"))).distinct();
            trial.tell("round", i).tell("row", row.sorted().toList());
            var answers = buyers.atOnce(PAIR_BUYERS, one -> {
                return buyers.book(
                        one, one, Orders.seats(showtime, pairs.get(one).split("\\+")));
            });
            checkLosers(trial, showtime, answers);
        }
    }

    /** Neighbours in one row, each pair in both orders: C4+C5, C5+C4, C5+C6, and so on. */
    private static List<String> pairs(Trial trial) {
        var row = "" + (char) trial.names().number('A', 'D');
        int first = trial.names().number(3, 6);
        var pairs = new ArrayList<String>();
        for (int i = 0; i < PAIR_BUYERS; i++) {
            var left = row + (first + i % 4);
            var right = row + (first + i % 4 + 1);
            pairs.add(i / 4 % 2 == 0 ? left + "+" + right : right + "+" + left);
        }
        return trial.names().shuffled(pairs);
    }

    private static void checkLosers(Trial trial, long showtime, List<Answer> answers) {
        var owners = owners(trial, answers);
        for (var answer : answers) {
            boolean isKnown = Buyers.isSold(answer) || REFUSALS.contains(answer.outcome());
            if (!isKnown) throw answer.odd("201, 409 seat-taken");
        }
        trial.tell("showtime", showtime);
        if (owners.isEmpty()) trial.wrong("all-refused-pairs");
        var winners = new TreeSet<Long>();
        answers.stream().filter(Buyers::isSold).forEach(answer -> winners.add(Orders.id(answer)));

        var admin = trial.bench().client("order").as(trial.bench().token("admin"));
        var orders = new TreeSet<Long>();
        for (var order : admin.get("/orders?per_page=100").expect(200).data()) {
            if (order.path("showtime_id").asLong() == showtime)
                orders.add(order.path("id").asLong());
        }
        var map = admin.get("/seats/" + showtime).expect(200);
        var taken = new TreeSet<String>();
        for (var row : map.data().path("rows")) {
            for (var seat : row.path("seats")) {
                if (!seat.path("state").asText().equals("free"))
                    taken.add(seat.path("seat").asText());
            }
        }
        if (orders.equals(winners) && taken.equals(owners.keySet())) return;
        trial.tell("winners", winners)
                .tell("orders", orders)
                .tell("seats", owners.keySet())
                .tell("taken", taken)
                .wrong("left-behind");
    }
}
