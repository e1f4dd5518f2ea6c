package nontonyuk.labs.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check has found. While it runs, {@code results} grows.
 *
 * @param lab the name of the lab's folder, such as {@code 07-last-seat}
 * @param root the folder of the repository
 * @param properties all that are to run
 * @param trouble why the check could not run, or null
 */
public record Report(
        String lab,
        Path root,
        Options options,
        Messages messages,
        List<Property> properties,
        List<Result> results,
        Trouble trouble,
        Status status,
        double seconds) {

    /** The report on a work that does not compile. */
    public static Report doesNotCompile(
            Path labFolder, Map<String, String> drawn, String service, List<SourceError> errors, Options options) {
        var lines = errors.stream()
                .map(error -> error.file() + ":" + error.line() + "   " + error.text())
                .toList();
        var trouble = new Trouble("does-not-compile", Map.of("service", service), lines);
        return new Checker(null, labFolder, drawn, options, report -> {}).troubled(Status.ERROR, trouble);
    }

    /** The number of the lab, such as {@code 07}. */
    public String number() {
        return lab.split("-")[0];
    }

    /** 0: all holds; 1: not all; 2: the work does not compile or start; 3: it counts neither way. */
    public int exitCode() {
        return switch (status) {
            case PASS -> 0;
            case FAIL, NOT_TRIED -> 1;
            case ERROR -> 2;
            case INCONCLUSIVE -> 3;
        };
    }

    public int score() {
        return results.stream().mapToInt(Result::score).sum();
    }

    public int maxScore() {
        return properties.stream().mapToInt(Property::points).sum();
    }

    /** Whether every property of the lab is in this report. */
    public boolean isWhole() {
        return options.only().isEmpty();
    }

    public Optional<Result> result(String id) {
        return results.stream()
                .filter(result -> result.property().id().equals(id))
                .findFirst();
    }

    public Optional<Result> firstFailure() {
        return results.stream().filter(result -> result.status() == Status.FAIL).findFirst();
    }

    /** The task number of a property; that of the own rule comes after all others. */
    int task(Property property) {
        if (property.task() != Property.LAST_TASK) return property.task();
        return 1
                + properties.stream()
                        .mapToInt(Property::task)
                        .filter(task -> task != Property.LAST_TASK)
                        .max()
                        .orElse(0);
    }
}
