package nontonyuk.labs.check.labs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Bench;
import nontonyuk.labs.check.Client;
import nontonyuk.labs.check.NotProven;
import nontonyuk.labs.check.Trial;

/** The gateway and order in front of two movies with taps, and the requests that meet a fault there. */
final class TwoMovies {
    static final List<String> MOVIES = List.of("movie", "movie-2");
    static final List<String> ORDER = List.of("order");
    static final int LIMIT_SECONDS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(LIMIT_SECONDS);
    private static final String NEVER = "never-answered";

    private final Trial trial;
    private final Bench bench;

    /** An answer, the time until it came, and what the taps saw of its request. */
    record Call(Answer answer, long ms, int arrivals, int instances) {
        boolean isMissing() {
            return answer.status() == 0;
        }
    }

    TwoMovies(Trial trial) {
        this.trial = trial;
        this.bench = trial.bench();
        trial.tell("limit", LIMIT_SECONDS);
    }

    Client gateway() {
        return bench.client("gateway").as(bench.token("ani")).within(LIMIT);
    }

    Client order() {
        return bench.client("order").as(bench.token("ani")).within(LIMIT);
    }

    /** The admin's client, past the taps. */
    Client admin(String instance) {
        return bench.direct(instance).as(bench.token("admin")).within(LIMIT);
    }

    /** A new movie; returns its id. */
    long movie() {
        return admin("movie")
                .post("/movies", body())
                .expect(201)
                .data()
                .path("id")
                .asLong();
    }

    /** The body of a request for a new movie. */
    String body() {
        return "{\"title\": \"%s\", \"genre\": \"Drama\", \"duration\": 90}"
                .formatted(trial.names().title());
    }

    /** A query that no other request has. */
    String mark() {
        return "?mark=" + trial.names().number(100_000_000, 999_999_999);
    }

    /** Sends a request while the taps break it, or only its first arrival. */
    Call during(MarkedFault fault, List<String> taps, Supplier<Answer> request, String shown, String faultName) {
        fault.at(bench, taps);
        trial.tell("request", shown).tell("fault", faultName);
        var call = call(fault, request);
        trial.saw("broken", call.arrivals, 1);
        if (call.arrivals == 0) throw new NotProven();
        return call;
    }

    private Call call(MarkedFault fault, Supplier<Answer> request) {
        long begin = System.nanoTime();
        var answer = request.get();
        long ms = (System.nanoTime() - begin) / 1_000_000;
        trial.traces(answer.traceId());
        trial.tell("came", answer.outcome()).tell("ms", ms);
        trial.tell("arrivals", fault.arrivals()).tell("instances", fault.instances());
        return new Call(answer, ms, fault.arrivals(), fault.instances());
    }

    /** A GET of a new movie through the gateway, during a fault of both movies. */
    Call get(String fault, boolean isOnce) {
        var path = "/api/movies/" + movie();
        var mark = mark();
        var marked = new MarkedFault(mark, fault, isOnce);
        return during(marked, MOVIES, () -> gateway().get(path + mark), "GET " + path, fault);
    }

    /** A request while both movies refuse connections. */
    Call refused(Supplier<Answer> request, String shown) throws IOException {
        MOVIES.forEach(movie -> bench.tap(movie).down());
        try {
            trial.tell("request", shown).tell("fault", "down");
            return call(new MarkedFault("nothing", "none", false), request);
        } finally {
            for (var movie : MOVIES) bench.tap(movie).up();
        }
    }

    /** The answer must be {@code expected}, such as {@code 502 movie-broken}. */
    void expect(Call call, String expected, String ifInternal, String ifOther) {
        trial.tell("expected", expected);
        if (call.isMissing()) trial.wrong(NEVER);
        if (call.answer.outcome().equals(expected)) return;
        trial.wrong(call.answer.status() == 500 ? ifInternal : ifOther);
    }

    /** Ends all faults, and waits until no circuit breaker of the gateway is open. */
    void mend() {
        clear();
        var mark = mark();
        awaitBoth(mark, () -> gateway().get("/api/movies" + mark));
        awaitTrue(() -> gateway().get("/api/orders").status() == 200);
    }

    /** The same for the circuit breakers of order. */
    void mendOrder(long showtime) {
        clear();
        awaitBoth("/showtimes/" + showtime, () -> order().get("/seats/" + showtime));
    }

    void clear() {
        MOVIES.forEach(movie -> bench.tap(movie).clear());
        ORDER.forEach(order -> bench.tap(order).clear());
    }

    /** A success of an instance closes its circuit breaker, and forgets the failures before it. */
    private void awaitBoth(String mark, Supplier<Answer> request) {
        var none = new MarkedFault(mark, "none", false).at(bench, MOVIES);
        awaitTrue(() -> request.get().status() == 200 && none.instances() == MOVIES.size());
    }

    private void awaitTrue(BooleanSupplier condition) {
        if (!bench.within(LIMIT, condition)) trial.wrong("does-not-recover");
    }
}
