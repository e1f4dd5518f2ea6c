package nontonyuk.labs.check.labs;

import java.util.List;
import nontonyuk.labs.check.NotProven;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.check.Wrong;

/** Which requests the gateway sends a second time, how many of them, and how much of an answer it reads. */
final class SecondTries {
    private static final int READS = 100;

    /** Ten retries at first, and one more for every ten requests; the check sends about 150, with room for others. */
    private static final int MOST_ARRIVALS = 130;

    /** The fifth failure in a row opens a circuit breaker, and a read fails once at each instance. */
    private static final int READS_IN_A_ROW = 4;

    private SecondTries() {}

    static void onlyABrokenReadIsSentAgain(Trial trial) {
        var system = new TwoMovies(trial);
        for (var fault : List.of("reset", "cut", "error 503")) {
            system.mend();
            var call = system.get(fault, true);
            trial.tell("expected", "200");
            if (call.isMissing()) trial.wrong("never-answered");
            checkTime(call, "200");
            if (call.arrivals() == 1) trial.wrong("not-asked-again");
            if (call.arrivals() > 2) trial.wrong("asked-too-often");
            if (call.instances() == 1) trial.wrong("same-instance-again");
            system.expect(call, "200", "our-fault-it-says", "failure-has-another-name");
        }
        for (var fault : List.of("reset", "cut")) {
            write(trial, system, fault, TwoMovies.MOVIES, "/api/movies", system.body());
        }
        var seat = Orders.any(trial.bench().showtime(4, 6), 1);
        for (var fault : List.of("reset", "stall-before")) {
            write(trial, system, fault, TwoMovies.ORDER, "/api/orders", seat);
        }
    }

    private static void write(
            Trial trial, TwoMovies system, String fault, List<String> taps, String path, String body) {
        system.mend();
        var mark = system.mark();
        var call = system.during(
                new MarkedFault(mark, fault, false),
                taps,
                () -> system.admin("gateway").post(path + mark, body),
                "POST " + path,
                fault);
        var name = taps.equals(TwoMovies.ORDER) ? "order" : "movie";
        var expected = fault.startsWith("stall") ? "504 " + name + "-timeout" : "502 " + name + "-broken";
        trial.tell("expected", expected);
        if (call.arrivals() > 1) trial.wrong("post-done-twice");
        checkTime(call, expected);
        system.expect(call, expected, "our-fault-it-says", "failure-has-another-name");
    }

    /** Property 1.2 shows that the gateway sees a fault at once. So a timeout here says that the machine is busy. */
    private static void checkTime(TwoMovies.Call call, String expected) {
        if (call.answer().outcome().endsWith("-timeout") && !expected.endsWith("-timeout")) throw new NotProven();
    }

    static void theBudgetBoundsThem(Trial trial) {
        trial.bench().restart("gateway"); // a new gateway has a new budget
        var system = new TwoMovies(trial);
        system.mend();
        var path = "/api/movies/" + system.movie();
        var mark = system.mark();
        var broken = new MarkedFault(mark, "reset", false);
        int reached = 0;
        for (int sent = 0; sent < READS && broken.arrivals() <= MOST_ARRIVALS; sent++) {
            if (sent % READS_IN_A_ROW == 0) {
                system.mend();
                broken.at(trial.bench(), TwoMovies.MOVIES);
            }
            int before = broken.arrivals();
            var answer = system.gateway().get(path + mark);
            if (answer.status() == 0) trial.traces(answer.traceId());
            if (broken.arrivals() > before) reached++;
        }
        trial.tell("request", "GET " + path).tell("fault", "reset");
        trial.tell("arrivals", broken.arrivals()).tell("reads", READS).tell("most", MOST_ARRIVALS);
        trial.saw("arrivals", broken.arrivals(), READS);
        if (broken.arrivals() > MOST_ARRIVALS) trial.wrong("retry-storm");
        if (reached < READS) throw new NotProven();
    }

    static void anEndlessBodyIsCut(Trial trial) {
        var system = new TwoMovies(trial);
        system.mend();
        var call = system.get("endless", false);
        try {
            trial.tell("expected", "502 movie-broken");
            if (!call.answer().outcome().equals("502 movie-broken")) trial.wrong("endless-body-kept");
            system.clear();
            var after = system.gateway().get("/api/movies");
            trial.tell("expected", "200").tell("came", after.outcome());
            if (after.status() != 200) trial.wrong("gateway-lost");
        } catch (Wrong e) {
            system.clear();
            trial.bench().restart("gateway"); // its memory is full
            throw e;
        }
    }
}
