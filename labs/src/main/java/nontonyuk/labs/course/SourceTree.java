package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nontonyuk.common.Sha256;

/**
 * The course files of a folder: {@code src/main} of lib-common and the services, and their SQL files. A path is
 * relative to the folder and has slashes. Hidden files and links do not count.
 */
public record SourceTree(Path root) {
    private static final List<String> FOLDERS = List.of(
            "lib-common/src/main", "auth/src/main", "movie/src/main", "order/src/main", "gateway/src/main", "sql");
    private static final Pattern COURSE_FILE = Pattern.compile(
            "((lib-common|auth|movie|order|gateway)/src/main/(NAME/)*|sql/(auth|movie|order)/(?=.*[.]sql$))NAME"
                    .replace("NAME", "[^./\\\\][^/\\\\]*"));

    public static boolean isCourseFile(String path) {
        return COURSE_FILE.matcher(path).matches();
    }

    public SortedSet<String> files() {
        var files = new TreeSet<String>();
        for (var folder : FOLDERS) addFiles(root.resolve(folder), files);
        return files;
    }

    private void addFiles(Path folder, SortedSet<String> files) {
        if (!Files.isDirectory(folder)) return;
        try (var found = Files.walk(folder)) {
            found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(SourceTree::isCourseFile)
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String path) {
        return isCourseFile(path) && Files.isRegularFile(file(path), LinkOption.NOFOLLOW_LINKS);
    }

    public byte[] read(String path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the whole file, or nothing: a crash leaves the old content. */
    public void write(String path, byte[] bytes) {
        AtomicFile.write(file(path), bytes);
    }

    public void delete(String path) {
        try {
            Files.deleteIfExists(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A wrong path could otherwise name a file outside of the tree. */
    private Path file(String path) {
        if (!isCourseFile(path)) throw new IllegalArgumentException(path + " is not a course file");
        return root.resolve(path);
    }

    /** The files that the other tree has with another content, or that only one of the two has. */
    public SortedSet<String> differences(SourceTree other) {
        var all = files();
        all.addAll(other.files());
        all.removeIf(path -> has(path) && other.has(path) && Arrays.equals(read(path), other.read(path)));
        return all;
    }

    /** Makes the other tree equal to this one. */
    public void copyTo(SourceTree other) {
        for (var path : differences(other)) {
            if (has(path)) other.write(path, read(path));
            else other.delete(path);
        }
    }

    /** The SHA-256 of all names and texts, such as {@code sha256:5d1f…}. Line ends do not count. */
    public String hash() {
        var all = new StringBuilder();
        for (var path : files())
            all.append(path).append(' ').append(hash(read(path))).append('\n');
        return "sha256:" + Sha256.hex(all.toString().getBytes(UTF_8));
    }

    /** The hash of a text without its carriage returns. */
    static String hash(byte[] text) {
        var without = new byte[text.length];
        int length = 0;
        for (byte letter : text) if (letter != '\r') without[length++] = letter;
        return Sha256.hex(Arrays.copyOf(without, length));
    }
}
