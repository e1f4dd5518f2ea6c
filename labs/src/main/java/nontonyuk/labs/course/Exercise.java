package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.problem.Json;

/** One lab as its folder {@code labs/exercises/NN-name} describes it. */
public record Exercise(Path folder, Facts facts) {
    /** The file {@code lab.json}. */
    public record Facts(
            int number,
            String name,
            Map<String, String> title,
            int week,
            int minutes,
            List<String> yours,
            String checks,
            LinkedHashMap<String, Parameter> parameters,
            Map<String, String> settings,
            List<Task> tasks,
            List<String> starterFails,
            String story) {
        public Facts {
            parameters = parameters == null ? new LinkedHashMap<>() : parameters;
            settings = settings == null ? Map.of() : settings;
        }
    }

    /** A task's id is its number, or {@code own}. */
    public record Task(String id, int points) {}

    /** A number from {@code from} to {@code to}, or one of {@code words}. */
    public record Parameter(Integer from, Integer to, List<String> words) {
        int size() {
            return words != null ? words.size() : to - from + 1;
        }

        String value(int index) {
            return words != null ? words.get(index) : String.valueOf(from + index);
        }
    }

    public static Exercise read(Path folder) {
        try {
            return new Exercise(folder, Json.readLenient(Files.readAllBytes(folder.resolve("lab.json")), Facts.class));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve("lab.json") + ": " + e.getMessage(), e);
        }
    }

    /** All labs in the order of their numbers. */
    public static List<Exercise> all(Path exercises) {
        if (!Files.isDirectory(exercises)) return List.of();
        try (var folders = Files.list(exercises)) {
            return folders.filter(folder -> Files.exists(folder.resolve("lab.json")))
                    .map(Exercise::read)
                    .sorted(Comparator.comparing(Exercise::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lab of a number or name: {@code 7}, {@code 07}, {@code last-seat} or {@code 07-last-seat}. */
    public static Exercise find(Path exercises, String wanted) {
        var number = wanted.matches("\\d") ? "0" + wanted : wanted;
        return all(exercises).stream()
                .filter(lab -> List.of(lab.number(), lab.facts.name, lab.id()).contains(number))
                .findFirst()
                .orElseThrow(() -> new Refusal("no-such-lab", "lab", wanted));
    }

    /** The number with two digits, which is also the name of the student's folder. */
    public String number() {
        return "%02d".formatted(facts.number);
    }

    public String id() {
        return number() + "-" + facts.name;
    }

    String title(String language) {
        return facts.title.getOrDefault(language, facts.title.get("en"));
    }

    /** The points of all tasks. */
    int most() {
        return facts.tasks.stream().mapToInt(Task::points).sum();
    }

    /** The hand-out or the hints ({@code README}, {@code hints}) in a language, with the student's own values. */
    String text(String name, String language, Map<String, String> drawn) {
        var file = folder.resolve(name + (language.equals("id") ? ".id.md" : ".md"));
        try {
            var text = Files.readString(file, UTF_8).replace("\r\n", "\n");
            for (var value : drawn.entrySet())
                text = text.replace("$" + value.getKey() + "$", value.getValue())
                        .replace("{" + value.getKey() + "}", value.getValue());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
