package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.Map;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Client;
import nontonyuk.labs.check.LabCheck;
import nontonyuk.labs.check.Plan;
import nontonyuk.labs.check.Property;
import nontonyuk.labs.check.Trial;

/** Lab 01: the router finds the route of a path, and its answer says what does not fit. */
public final class RoutesCheck implements LabCheck {
    private static final String NO_PATH = "404 no-such-path";
    private static final String BAD_ID = "422 invalid-request";

    @Override
    public Plan plan(Map<String, String> drawn) {
        return Plan.of("auth", "movie");
    }

    @Override
    public List<Property> properties() {
        return List.of(
                Property.of("1.1", 20, RoutesCheck::variablesAreSegments),
                Property.of("1.2", 20, RoutesCheck::splittingIsFirst, "1.1"),
                Property.of("2.1", 5, RoutesCheck::unknownPaths),
                Property.of("2.2", 20, RoutesCheck::wrongMethods, "1.1"),
                Property.of("2.3", 10, HeadCheck::run),
                Property.of("2.4", 5, RoutesCheck::problems).asControl(),
                Property.of("own", 20, ShortestCheck::run, "1.1", "2.2"));
    }

    private static void variablesAreSegments(Trial trial) {
        var movie = StoredMovie.drawn(trial);
        for (var path : movie.paths("/movies/ID/x", "/movies/ID/", "/movies/", "/movies//", "/movies//showtimes"))
            expectGet(trial, path, NO_PATH, "matched-too-much");
        for (var path : movie.paths("/movies/ID/showtimes/x", "/showtimes/SHOWTIME/x", "/studios/1/x"))
            expectGet(trial, path, NO_PATH, "matched-too-much");
        for (var path : movie.paths("/movies/ID", "/showtimes/SHOWTIME", "/studios/1")) {
            var answer = expectGet(trial, path, "200", "not-matched");
            var wanted = path.substring(path.lastIndexOf('/') + 1);
            var got = answer.data().path("id").asText("-");
            trial.tell("wanted", wanted).tell("got", got);
            if (!got.equals(wanted)) wrong(trial, answer, "another-value");
        }
        expectGet(trial, movie.path("/movies/ID/showtimes"), "200", "not-matched");
    }

    private static void splittingIsFirst(Trial trial) {
        var movie = StoredMovie.drawn(trial);
        for (var path : movie.paths("/movies/ID%2Fshowtimes", "/movies/ID%2fx", "/movies/%2F"))
            expectGet(trial, path, BAD_ID, "slash-became-a-separator");
        for (var path : movie.paths("/movies/ENCODED", "/movies/ENCODED/showtimes"))
            expectGet(trial, path, "200", "not-decoded");
        for (var path : movie.paths("/movies/TWICE", "/movies/ID+")) expectGet(trial, path, BAD_ID, "not-an-id");
    }

    private static void unknownPaths(Trial trial) {
        var word = "/nowhere-" + trial.names().number(1, 1_000_000);
        for (var path : List.of(word, word + "/movies", "/moviesx", "/movie", "/")) {
            expectGet(trial, path, NO_PATH, "unknown-path");
            expect(trial, nobody(trial).get(path), NO_PATH, "token-for-nothing");
        }
    }

    private static void wrongMethods(Trial trial) {
        var movie = StoredMovie.drawn(trial);
        var added = admin(trial).post("/movies", movie.json());
        expect(trial, added, "201", "later-line-forgotten");
        var own = "/movies/" + added.data().path("id").asText();
        expect(trial, admin(trial).send("DELETE", own, null), "204", "later-line-forgotten");
        AllowCheck.expectOnly(trial, "/movies", "GET, HEAD, POST");
        AllowCheck.expectOnly(trial, movie.path("/movies/ID"), "DELETE, GET, HEAD, PUT");
        AllowCheck.expectOnly(trial, movie.path("/movies/ID/showtimes"), "GET, HEAD, POST");
        AllowCheck.expectOnly(trial, movie.path("/showtimes/SHOWTIME"), "DELETE, GET, HEAD");
        AllowCheck.expectOnly(trial, "/studios", "GET, HEAD, POST");
        AllowCheck.expectOnly(trial, "/studios/1", "GET, HEAD");
    }

    private static void problems(Trial trial) {
        for (var request :
                List.of("GET /movies?page=0", "POST /movies", "GET /nowhere", "PATCH /movies", "GET /showtimes")) {
            var words = request.split(" ");
            for (var client : List.of(nobody(trial), customer(trial)))
                expectProblem(trial, client.send(words[0], words[1], null));
        }
    }

    private static void expectProblem(Trial trial, Answer answer) {
        tell(trial, answer, "4xx");
        var type = answer.header("content-type");
        var trace = answer.json().path("trace_id").asText("-");
        trial.tell("type", type.isEmpty() ? "-" : type)
                .tell("sent", answer.traceId())
                .tell("got", trace);
        if (answer.status() < 400 || !type.equals("application/problem+json")) wrong(trial, answer, "not-a-problem");
        if (!trace.equals(answer.traceId())) wrong(trial, answer, "another-trace");
    }

    static Answer expectGet(Trial trial, String path, String expected, String code) {
        return expect(trial, customer(trial).get(path), expected, code);
    }

    /** The answer has the status, or the status and the problem, of {@code expected}. Otherwise it is wrong. */
    static Answer expect(Trial trial, Answer answer, String expected, String code) {
        tell(trial, answer, expected);
        if (!answer.outcome().equals(expected)) wrong(trial, answer, code);
        return answer;
    }

    static void tell(Trial trial, Answer answer, String expected) {
        if (answer.status() == 0 || answer.status() == 500) throw answer.odd(expected);
        var request = answer.request().split(" \\{")[0]; // without the body
        trial.tell("request", request).tell("expected", expected).tell("came", answer.outcome());
    }

    static void wrong(Trial trial, Answer answer, String code) {
        trial.traces(answer.traceId());
        trial.wrong(code);
    }

    static Client nobody(Trial trial) {
        return trial.bench().client("movie");
    }

    static Client customer(Trial trial) {
        return nobody(trial).as(trial.bench().token("ani"));
    }

    static Client admin(Trial trial) {
        return nobody(trial).as(trial.bench().token("admin"));
    }
}
