package nontonyuk.labs.check.labs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nontonyuk.labs.check.Trial;

/** The own rule of lab 01: {@code GET /movies/<word>} lists the shortest movies, and the path has no other method. */
final class ShortestCheck {
    private ShortestCheck() {}

    static void run(Trial trial) {
        var path = "/movies/" + trial.drawn("word");
        int size = trial.drawnNumber("n");
        var lengths = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) lengths.add(10 + i);
        lengths.add(10 + size - 1); // as long as the last one of the list, so the ids decide
        for (int minutes : trial.names().shuffled(lengths)) StoredMovie.drawn(trial, minutes);
        expectShortest(trial, path, size);
        StoredMovie.drawn(trial, 1);
        expectShortest(trial, path, size);
        AllowCheck.expectOnly(trial, path, "GET, HEAD", "two-patterns-at-once");
        var another = "/movies/" + trial.names().word();
        RoutesCheck.expectGet(trial, another, "422 invalid-request", "other-word");
    }

    private static void expectShortest(Trial trial, String path, int size) {
        var answer = RoutesCheck.expectGet(trial, path, "200", "own-rule-missing");
        var wanted = wanted(trial, size);
        var got = StreamSupport.stream(answer.data().spliterator(), false)
                .map(movie -> movie.path("id").asText())
                .collect(Collectors.joining(" "));
        trial.tell("expected", "200: " + wanted).tell("got", got);
        if (!got.equals(wanted)) RoutesCheck.wrong(trial, answer, "other-movies");
    }

    /** The ids of the shortest movies, as the database has them. */
    private static String wanted(Trial trial, int size) {
        var minutes = trial.bench().services().pairs("movie", "SELECT id, duration FROM movies");
        return minutes.keySet().stream()
                .sorted(Comparator.comparingLong((String id) -> minutes.get(id)).thenComparingLong(Long::parseLong))
                .limit(size)
                .collect(Collectors.joining(" "));
    }
}
