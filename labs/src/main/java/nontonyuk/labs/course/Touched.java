package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The labs that a change touches: by their own files, by the services that a student changes, or by the checker. */
final class Touched {
    private static final List<String> BY_ALL = List.of("lib-common/src/main/", "labs/src/main/", "pom.xml");

    private Touched() {}

    /** {@code commit}: the tree is compared with this commit, files without git included. */
    static List<Exercise> since(String commit, List<Exercise> labs, Path root) {
        var changed = new TreeSet<>(git(root, "diff", "--name-only", commit, "--"));
        changed.addAll(git(root, "ls-files", "--others", "--exclude-standard"));
        return labs.stream()
                .filter(lab -> changed.stream().anyMatch(path -> isTouched(lab, path)))
                .toList();
    }

    static boolean isTouched(Exercise lab, String path) {
        return BY_ALL.stream().anyMatch(path::startsWith)
                || path.startsWith("labs/exercises/" + lab.id() + "/")
                || lab.facts().yours().stream()
                        .anyMatch(service ->
                                path.startsWith(service + "/src/main/") || path.startsWith("sql/" + service + "/"));
    }

    private static List<String> git(Path root, String... words) {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() == 0) return lines;
            throw new Refusal("no-such-commit", "why", String.join("\n  ", lines));
        } catch (IOException e) {
            throw new Refusal("no-such-commit", "why", e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
