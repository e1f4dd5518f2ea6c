package nontonyuk.labs.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a command, and its options: {@code --seed 5d1f}, {@code --seed=5d1f}, {@code --all}. */
record Arguments(List<String> words, Map<String, String> options) {
    private static final Set<String> FLAGS = Set.of("all", "busy", "record");
    private static final Set<String> WITH_VALUE = Set.of(
            "changed", "course", "only", "seed", "json", "lang", "rounds", "labs", "seeds", "times", "out", "minutes",
            "work");

    /** Thrown for an option that no command has. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static Arguments of(String[] typed) {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        var left = new ArrayList<>(Arrays.asList(typed));
        while (!left.isEmpty()) {
            var word = left.remove(0);
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            var parts = word.substring(2).split("=", 2);
            if (FLAGS.contains(parts[0]) && parts.length == 1) options.put(parts[0], "");
            else if (WITH_VALUE.contains(parts[0])) options.put(parts[0], value(parts, left));
            else throw new Wrong();
        }
        return new Arguments(List.copyOf(words), options);
    }

    private static String value(String[] parts, List<String> left) {
        if (parts.length == 2) return parts[1];
        if (left.isEmpty()) throw new Wrong();
        return left.remove(0);
    }

    /** The word at this place, or null. */
    String word(int place) {
        return place < words.size() ? words.get(place) : null;
    }

    /** Refuses more words, and options that this command does not have. */
    void allow(int mostWords, String... names) {
        if (words.size() > mostWords || !Set.of(names).containsAll(options.keySet())) throw new Wrong();
    }

    int number(String option, int otherwise) {
        var value = options.get(option);
        if (value == null) return otherwise;
        if (!value.matches("[1-9]\\d{0,3}")) throw new Wrong();
        return Integer.parseInt(value);
    }
}
