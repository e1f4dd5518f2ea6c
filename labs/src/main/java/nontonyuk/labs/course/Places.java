package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** The folders of the labs in a clone. {@code .labs} can be made again; {@code labs/mine} is the student's work. */
record Places(Path root) {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    SourceTree tree() {
        return new SourceTree(root);
    }

    SourceTree main() {
        return new SourceTree(own("main"));
    }

    /** A file or folder in {@code .labs}. */
    Path own(String name) {
        return root.resolve(".labs").resolve(name);
    }

    Path exercises() {
        return root.resolve("labs/exercises");
    }

    Path mine() {
        return root.resolve("labs/mine");
    }

    Work work(String lab) {
        return new Work(mine().resolve(lab));
    }

    /** The numbers of the labs that have saved work. */
    List<String> labsWithWork() {
        if (!Files.isDirectory(mine())) return List.of();
        try (var folders = Files.list(mine())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders of the last checks, the newest first. */
    List<Path> runs() {
        if (!Files.isDirectory(own("runs"))) return List.of();
        try (var runs = Files.list(own("runs"))) {
            return runs.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as the student types it. */
    String shown(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** A folder in {@code labs/mine} that is not there yet: the name, and the time. */
    Path unused(String name) {
        var begin = name + "-" + TIME.format(LocalDateTime.now());
        var folder = mine().resolve(begin);
        for (int i = 2; Files.exists(folder); i++) folder = mine().resolve(begin + "-" + i);
        return folder;
    }
}
