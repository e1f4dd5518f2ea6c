package nontonyuk.labs.course;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/** Makes {@code .labs/main}: the course files as main has them. */
final class MainTree {
    private MainTree() {}

    /** Makes it for the first time: from the last commit, or from the tree where git has none. */
    static void makeFirst(Places places) {
        if (Files.isDirectory(places.own("main"))) return;
        var next = new SourceTree(places.own("main.new"));
        committed(places).orElse(places.tree()).copyTo(next);
        withLineEndsOf(places.tree(), next);
        var known = places.labsWithWork().stream()
                .map(lab -> places.work(lab).facts().main())
                .filter(Objects::nonNull)
                .toList();
        if (!known.isEmpty() && !known.contains(next.hash())) throw new Refusal("main-lost");
        put(places, next);
    }

    /** Makes it anew from the tree. Refuses where git knows that the tree is not the last commit. */
    static void makeAgain(Places places) {
        committed(places).ifPresent(commit -> {
            withLineEndsOf(places.tree(), commit);
            var loose = places.tree().differences(commit);
            if (!loose.isEmpty()) throw new Refusal("not-committed", "files", String.join("\n  ", loose));
        });
        var next = new SourceTree(places.own("main.new"));
        places.tree().copyTo(next);
        put(places, next);
    }

    /** A main that exists is changed file by file; a new one gets its name when it is complete. */
    private static void put(Places places, SourceTree next) {
        if (next.files().isEmpty()) throw new Refusal("no-course-files");
        try {
            if (Files.isDirectory(places.own("main"))) next.copyTo(places.main());
            else Files.move(next.root(), places.own("main"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The course files of the last commit; empty without git, or in a folder that git does not know. */
    private static Optional<SourceTree> committed(Places places) {
        if (!isInRepository(places.root())) return Optional.empty();
        try {
            var zip = Files.createTempFile("main", ".zip");
            try {
                var command = new ProcessBuilder("git", "archive", "--format=zip", "-o", zip.toString(), "HEAD");
                command.directory(places.root().toFile());
                command.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
                command.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
                if (command.start().waitFor() != 0) return Optional.empty();
                var commit = unpacked(Files.readAllBytes(zip), places.own("commit"));
                return commit.files().isEmpty() ? Optional.empty() : Optional.of(commit);
            } finally {
                Files.deleteIfExists(zip);
            }
        } catch (IOException e) {
            return Optional.empty(); // there is no git
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInRepository(Path folder) {
        return Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .anyMatch(one -> Files.exists(one.resolve(".git")));
    }

    private static SourceTree unpacked(byte[] zip, Path folder) throws IOException {
        var commit = new SourceTree(folder);
        commit.files().forEach(commit::delete);
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry())
                if (SourceTree.isCourseFile(entry.getName())) commit.write(entry.getName(), entries.readAllBytes());
        }
        return commit;
    }

    /** A file that differs from the tree's in its line endings alone gets those of the tree. */
    private static void withLineEndsOf(SourceTree tree, SourceTree copy) {
        var here = tree.files();
        for (var path : tree.differences(copy)) {
            if (!here.contains(path) || !copy.files().contains(path)) continue;
            var bytes = tree.read(path);
            if (SourceTree.hash(bytes).equals(SourceTree.hash(copy.read(path)))) copy.write(path, bytes);
        }
    }
}
