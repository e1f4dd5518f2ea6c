package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nontonyuk.common.problem.Json;

/**
 * A student's saved work on a lab: the folder {@code labs/mine/NN}. {@code files} has each course file that differs
 * from main, whole. {@code lab.json} says the rest.
 */
public record Work(Path folder) {
    /**
     * The file {@code lab.json}. {@code main}: the hash of the main that the work belongs to. {@code deleted}: files of
     * main that the work lacks. {@code base}: the hash that main's text had, for each saved file that main has too.
     * {@code hints}: how many the student has read, by task. {@code failed}: the first property that does not hold.
     */
    public record Facts(
            String student,
            String course,
            String main,
            Map<String, String> drawn,
            SortedSet<String> deleted,
            SortedMap<String, String> base,
            SortedMap<String, Integer> hints,
            int tries,
            int score,
            String failed) {
        public Facts {
            drawn = drawn == null ? Map.of() : drawn;
            deleted = deleted == null ? new TreeSet<>() : deleted;
            base = base == null ? new TreeMap<>() : base;
            hints = hints == null ? new TreeMap<>() : hints;
        }

        static final Facts NONE = new Facts(null, null, null, null, null, null, null, 0, 0, null);

        Facts with(Student person, Map<String, String> values) {
            return new Facts(person.id(), person.course(), main, values, deleted, base, hints, tries, score, failed);
        }

        Facts with(String hash, SortedSet<String> gone, SortedMap<String, String> texts) {
            return new Facts(student, course, hash, drawn, gone, texts, hints, tries, score, failed);
        }

        Facts withHint(String task, int count) {
            var read = new TreeMap<>(hints);
            read.put(task, count);
            return new Facts(student, course, main, drawn, deleted, base, read, tries, score, failed);
        }

        Facts withTry(int points, String firstFailed) {
            return new Facts(
                    student,
                    course,
                    main,
                    drawn,
                    deleted,
                    base,
                    hints,
                    tries + 1,
                    Math.max(score, points),
                    firstFailed);
        }
    }

    SourceTree files() {
        return new SourceTree(folder.resolve("files"));
    }

    boolean isEmpty() {
        return files().files().isEmpty() && facts().deleted().isEmpty();
    }

    /** What {@code lab.json} says; {@link Facts#NONE} without such a file. */
    Facts facts() {
        var file = folder.resolve("lab.json");
        try {
            return Files.exists(file) ? Json.readLenient(Files.readAllBytes(file), Facts.class) : Facts.NONE;
        } catch (IOException e) {
            throw new Refusal("unreadable", "file", folder.getFileName() + "/lab.json");
        }
    }

    void write(Facts facts) {
        AtomicFile.writeJson(folder.resolve("lab.json"), facts);
    }

    /** Makes this folder the saved form of a tree, file by file. Files that equal main's leave the folder last. */
    void save(SourceTree tree, SourceTree main, Steps steps) {
        var here = tree.files();
        var ofMain = main.files();
        var different = tree.differences(main);
        var deleted = new TreeSet<String>();
        var base = new TreeMap<String, String>();
        for (var path : different) {
            if (ofMain.contains(path)) base.put(path, SourceTree.hash(main.read(path)));
            if (here.contains(path)) {
                steps.before("save " + path);
                files().write(path, tree.read(path));
            } else {
                deleted.add(path);
            }
        }
        steps.before("save lab.json");
        write(facts().with(main.hash(), deleted, base));
        for (var path : files().files()) {
            if (here.contains(path) && different.contains(path)) continue;
            steps.before("save without " + path);
            files().delete(path);
        }
    }

    /** Whether the next {@link #save} would remove a saved file, because the tree has main's text there, or no file. */
    boolean losesFiles(SourceTree tree, SourceTree main) {
        var saved = new TreeSet<>(files().files());
        saved.removeAll(tree.differences(main));
        return !saved.isEmpty();
    }

    /** Lays the saved files over a tree that equals main. */
    void layOver(SourceTree tree) {
        for (var path : files().files()) tree.write(path, files().read(path));
        for (var path : facts().deleted()) if (SourceTree.isCourseFile(path)) tree.delete(path);
    }

    /** Main with this work over it, in a folder that may hold another tree. */
    SourceTree over(SourceTree main, Path folderOfTree) {
        var tree = new SourceTree(folderOfTree);
        main.copyTo(tree);
        layOver(tree);
        return tree;
    }

    /** The saved or deleted files whose text in main is another one than when they were saved. */
    List<String> outdated(SourceTree main) {
        var facts = facts();
        var ofMain = main.files();
        var all = new TreeSet<>(files().files());
        all.addAll(facts.deleted());
        all.removeIf(path -> {
            var now = ofMain.contains(path) ? SourceTree.hash(main.read(path)) : null;
            return Objects.equals(now, facts.base().get(path));
        });
        return List.copyOf(all);
    }

    /** Main's text of these files gets a place beside the student's, so that the student can compare both. */
    void keepMainOf(List<String> paths, SourceTree main) {
        var beside = new SourceTree(folder.resolve("main"));
        var ofMain = main.files();
        for (var path : paths) if (ofMain.contains(path)) beside.write(path, main.read(path));
    }

    /** Copies the whole folder. A copy that is broken off has another name than {@code to}. */
    void copyTo(Path to) {
        try (Stream<Path> all = Files.walk(folder)) {
            var part = to.resolveSibling("." + to.getFileName() + ".part");
            for (var file : all.sorted(Comparator.naturalOrder()).toList()) {
                var copy = part.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else AtomicFile.write(copy, Files.readAllBytes(file));
            }
            Files.move(part, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
