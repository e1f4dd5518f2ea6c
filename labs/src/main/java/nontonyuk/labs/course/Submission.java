package nontonyuk.labs.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * What one student has handed in: a zip file, a folder, a clone, or a folder with one zip file, as learning platforms
 * pack it. Only the files of {@code labs/mine} that a grade needs are taken, and only up to a bound.
 */
record Submission(Path file) {
    private static final Pattern TAKEN =
            Pattern.compile("(?:.*/)?labs/mine/(me\\.json|\\d\\d/(?:lab\\.json|answers\\.md|files/(.+)))");
    private static final int MAX_FILE = 2_000_000;
    private static final int MAX_FILES = 2_000;

    /** All submissions of a folder in the order of their names; hidden files do not count. */
    static List<Submission> all(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(Submission::new)
                    .toList();
        } catch (IOException e) {
            throw new Refusal("no-folder", "folder", folder);
        }
    }

    String name() {
        return file.getFileName().toString().replaceFirst("(?i)\\.zip$", "");
    }

    /** Copies the files that count. Throws {@link IOException} for a damaged zip file, or one beyond the bounds. */
    void unpack(Path to) throws IOException {
        Folders.delete(to);
        Files.createDirectories(to);
        if (!Files.isDirectory(file)) {
            unpackZip(file, to);
        } else if (unpackFolder(to) == 0) {
            var zips = zips();
            if (zips.size() == 1) unpackZip(zips.get(0), to);
        }
    }

    private List<Path> zips() throws IOException {
        try (var files = Files.list(file)) {
            return files.filter(one -> one.toString().toLowerCase(Locale.ROOT).endsWith(".zip"))
                    .toList();
        }
    }

    private static void unpackZip(Path file, Path to) throws IOException {
        int count = 0;
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    count += take(entry.getName(), in, to);
                }
                if (count > MAX_FILES) throw new IOException("it has more than " + MAX_FILES + " files");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a name in the zip file is damaged", e);
        }
    }

    private int unpackFolder(Path to) throws IOException {
        int count = 0;
        try (var files = Files.walk(file)) {
            for (var one : files.filter(Files::isRegularFile).toList()) {
                try (var in = Files.newInputStream(one)) {
                    count += take("/" + file.relativize(one).toString().replace('\\', '/'), in, to);
                }
            }
            return count;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Copies one file if it counts; returns how many files it has copied. */
    private static int take(String name, InputStream in, Path to) throws IOException {
        var taken = TAKEN.matcher(name);
        if (!taken.matches()) return 0;
        if (taken.group(2) != null && !SourceTree.isCourseFile(taken.group(2))) return 0;
        var bytes = in.readNBytes(MAX_FILE + 1);
        if (bytes.length > MAX_FILE) throw new IOException(taken.group(1) + " is larger than 2 MB");
        AtomicFile.write(to.resolve(taken.group(1)), bytes);
        return 1;
    }
}
