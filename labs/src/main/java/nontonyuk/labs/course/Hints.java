package nontonyuk.labs.course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The hints of a lab, from {@code hints.md}: a heading for each task, and a numbered list below it. */
record Hints(String text) {
    private static final Pattern HEADING = Pattern.compile("## .*?\\b(own|\\d+)\\b.*");
    private static final Pattern NUMBER = Pattern.compile("\\d+\\. .*");

    /** The hints of a task, from the smallest help to the largest. */
    List<String> of(String task) {
        var hints = new ArrayList<String>();
        boolean isHere = false;
        for (var line : text.lines().toList()) {
            if (line.startsWith("#")) {
                var heading = HEADING.matcher(line);
                isHere = heading.matches() && heading.group(1).equals(task);
            } else if (isHere && NUMBER.matcher(line).matches()) {
                hints.add(line);
            } else if (isHere && !hints.isEmpty()) {
                hints.add(hints.remove(hints.size() - 1) + "\n" + line);
            }
        }
        hints.replaceAll(String::strip);
        return hints;
    }
}
