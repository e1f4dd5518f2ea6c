package nontonyuk.labs.check.labs;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;

/** What the gateway answers when movie is slow, broken or away, and when movie itself says no. */
final class FailureNames {
    private static final String INTERNAL = "our-fault-it-says";
    private static final String OTHER_NAME = "failure-has-another-name";

    private FailureNames() {}

    static void aStallEndsAtTheDeadline(Trial trial) {
        var system = new TwoMovies(trial);
        for (var fault : List.of("stall-before", "stall-inside", "drip 100")) {
            system.mend();
            var call = system.get(fault, false);
            trial.tell("expected", "504 movie-timeout");
            if (call.isMissing())
                trial.wrong(fault.equals("stall-before") ? "no-deadline" : "waited-for-a-stalled-body");
            system.expect(call, "504 movie-timeout", INTERNAL, OTHER_NAME);
            if (call.ms() < FailureCheck.DEADLINE_MS) trial.wrong("gave-up-early");
        }
    }

    static void eachFailureHasItsName(Trial trial) throws IOException {
        var system = new TwoMovies(trial);
        for (var fault : List.of("reset", "cut", "nonsense")) {
            system.mend();
            system.expect(system.get(fault, false), "502 movie-broken", INTERNAL, OTHER_NAME);
        }
        system.mend();
        var path = "/api/movies/" + system.movie();
        var refused = system.refused(() -> system.gateway().get(path), "GET " + path);
        system.expect(refused, "503 movie-unavailable", INTERNAL, OTHER_NAME);
        if (refused.answer().header("retry-after").isEmpty()) trial.wrong("no-retry-after");
        answersPass(trial, system);
    }

    /** An answer of movie is no failure, whatever its status. */
    private static void answersPass(Trial trial, TwoMovies system) {
        system.mend();
        trial.tell("fault", "none");
        unchanged(trial, system, "GET /api/movies/999999999999", "404 movie-not-found");
        var studio = "{\"name\": \"%s\", \"seat_rows\": 5, \"seats_per_row\": 8}"
                .formatted(trial.names().word());
        system.admin("movie").post("/studios", studio).expect(201);
        unchanged(trial, system, () -> system.admin("gateway").post("/api/studios", studio), "409 studio-name-taken");
        system.expect(system.get("error 503", false), "503", INTERNAL, "answer-changed");
    }

    private static void unchanged(Trial trial, TwoMovies system, String request, String expected) {
        unchanged(trial, system, () -> system.gateway().get(request.substring("GET ".length())), expected);
    }

    private static void unchanged(Trial trial, TwoMovies system, Supplier<Answer> request, String expected) {
        var answer = request.get();
        trial.traces(answer.traceId());
        trial.tell("request", answer.request()).tell("came", answer.outcome());
        system.expect(new TwoMovies.Call(answer, 0, 0, 0), expected, INTERNAL, "answer-changed");
    }
}
