package nontonyuk.labs.check.labs;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.NotProven;
import nontonyuk.labs.check.Trial;

/** The own rule of lab 06: where movie gives no answer, the last good one is better than none, for a while. */
final class LastGoodAnswers {
    private static final double SECOND = 1e9;

    private final Trial trial;
    private final TwoMovies system;
    private final int seconds;
    private final String header;

    /** An answer with the times before and after it, in nanoseconds. */
    private record Timed(Answer answer, long begin, long end) {}

    static void replaceNoAnswer(Trial trial) {
        var check = new LastGoodAnswers(trial);
        check.onlyForAWhile();
        check.neverAfterA404();
    }

    private LastGoodAnswers(Trial trial) {
        this.trial = trial;
        this.system = new TwoMovies(trial);
        this.seconds = trial.drawnNumber("seconds");
        this.header = "X-" + trial.drawn("word");
        trial.tell("seconds", seconds).tell("header", header);
    }

    private void onlyForAWhile() {
        system.mend();
        var mark = system.mark();
        var path = "/api/movies/" + system.movie() + mark;
        var good = good(path);
        expectStale(good, broken(mark, path, "reset"));
        expectStale(good, broken(mark, path, "stall-before"));
        expectNone(broken(mark, path + "&page=2", "reset"), "stale-of-another");
        long tooOld = good.end + (long) ((seconds + 0.1) * SECOND);
        trial.bench().within(Duration.ofSeconds(seconds + 1), () -> System.nanoTime() > tooOld);
        expectNone(broken(mark, path, "reset"), "stale-too-old");
    }

    private void neverAfterA404() {
        system.mend();
        var mark = system.mark();
        long movie = system.movie();
        var path = "/api/movies/" + movie + mark;
        var good = good(path);
        system.admin("movie").send("DELETE", "/movies/" + movie, null).expect(204);
        system.gateway().get(path).expect(404);
        var after = broken(mark, path, "reset");
        trial.saw("soon", after.end - good.begin < seconds * SECOND ? 1 : 0, 1);
        expectNone(after, "stale-after-404");
    }

    private Timed good(String path) {
        var good = timed(path);
        good.answer.expect(200);
        if (isStale(good.answer)) wrong(good.answer, "200", "stale-for-nothing");
        return good;
    }

    private Timed timed(String path) {
        long begin = System.nanoTime();
        var answer = system.gateway().get(path);
        return new Timed(answer, begin, System.nanoTime());
    }

    /** The answer to a read that every movie breaks. */
    private Timed broken(String mark, String path, String fault) {
        system.clear();
        var marked = new MarkedFault(mark, fault, false).at(trial.bench(), TwoMovies.MOVIES);
        trial.tell("fault", fault);
        var timed = timed(path);
        trial.saw("broken", marked.arrivals(), 1);
        if (marked.arrivals() == 0) throw new NotProven();
        return timed;
    }

    private boolean isStale(Answer answer) {
        return answer.header(header.toLowerCase(Locale.ROOT)).equals("stale");
    }

    private void expectStale(Timed good, Timed now) {
        if (now.end - good.begin > seconds * SECOND) throw new NotProven(); // the machine is too slow for a verdict
        var expected = "200, " + header + ": stale, Age";
        if (now.answer.status() >= 500 || now.answer.status() == 0) wrong(now.answer, expected, "own-rule-missing");
        if (now.answer.status() != 200 || !isStale(now.answer)) wrong(now.answer, expected, "stale-without-name");
        if (!Arrays.equals(now.answer.body(), good.answer.body())) wrong(now.answer, expected, "stale-differs");
        long least = (long) Math.floor((now.begin - good.end) / SECOND);
        long most = (long) Math.ceil((now.end - good.begin) / SECOND);
        var age = now.answer.header("age");
        trial.tell("age", age.isEmpty() ? "-" : age).tell("least", least).tell("most", most);
        boolean isNumber = age.matches("[0-9]{1,6}");
        if (!isNumber || Long.parseLong(age) < least || Long.parseLong(age) > most) {
            wrong(now.answer, expected, "age-is-wrong");
        }
    }

    private void expectNone(Timed now, String code) {
        if (now.answer.status() < 500) wrong(now.answer, "502 movie-broken", code);
    }

    private void wrong(Answer answer, String expected, String code) {
        trial.traces(answer.traceId());
        trial.tell("request", answer.request()).tell("expected", expected).tell("came", answer.outcome());
        trial.wrong(code);
    }
}
