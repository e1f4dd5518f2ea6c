package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nontonyuk.common.Sha256;

/**
 * A folder of Java files with only the members that replace those of main, and of whole SQL files.
 *
 * <p>{@code order/booking/SeatClaims.java} has members of {@code nontonyuk.order.booking.SeatClaims}. A member is known
 * by its type, its name and the types of its parameters as written. {@code // without: hash(Request)} in a type removes
 * a member, and {@code // new} above a member adds it. A file that main lacks is copied whole.
 */
public final class Overlay {
    private static final Pattern PARAMETER = Pattern.compile("\\$([A-Za-z]+)\\$");

    /** What the wrong answers must fail with, for the proof of a lab. */
    private static final String NOT_CODE = "expect.txt";

    private final Path folder;
    private final Map<String, String> parameters;
    private final WholeFiles wholeFiles;
    private final SortedMap<String, String> texts = new TreeMap<>();

    private Overlay(Path folder, Map<String, String> parameters) {
        this.folder = folder;
        this.parameters = parameters;
        this.wholeFiles = WholeFiles.near(folder);
    }

    /** Reads the files. {@code $most$} becomes the value of the parameter {@code most}. */
    public static Overlay read(Path folder, Map<String, String> parameters) {
        var overlay = new Overlay(folder, parameters);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) overlay.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (overlay.texts.isEmpty()) throw new OverlayFailure(folder + " has no files");
        return overlay;
    }

    private void add(Path file) throws IOException {
        var path = folder.relativize(file).toString().replace('\\', '/');
        if (path.equals(NOT_CODE)) return;
        if (!SourceTree.isCourseFile(coursePath(path))) throw new OverlayFailure(file + " is not a course file");
        texts.put(path, withParameters(file, Files.readString(file).replace("\r\n", "\n")));
    }

    private String withParameters(Path file, String text) {
        return PARAMETER.matcher(text).replaceAll(found -> {
            var value = parameters.get(found.group(1));
            if (value == null) throw new OverlayFailure(file + ": there is no parameter " + found.group());
            return Matcher.quoteReplacement(value);
        });
    }

    /** {@code order/booking/X.java} is a class of the service; {@code sql/order/001_orders.sql} stays. */
    private static String coursePath(String path) {
        int slash = path.indexOf('/');
        if (path.startsWith("sql/") || slash < 0) return path;
        var module = path.substring(0, slash);
        return module + "/src/main/java/nontonyuk/" + module.replace("lib-", "") + path.substring(slash);
    }

    /** Changes all files, or none if one of them does not fit. */
    public void applyTo(SourceTree tree) {
        var changed = new TreeMap<String, String>();
        texts.forEach((path, text) -> changed.put(coursePath(path), changed(tree, path, text)));
        changed.forEach((path, text) -> tree.write(path, text.getBytes(UTF_8)));
    }

    private String changed(SourceTree tree, String path, String text) {
        var name = folder.resolve(path).toString();
        boolean isJava = path.endsWith(".java");
        var lab = isJava ? JavaFile.parse(name, text) : null;
        var target = coursePath(path);
        if (!tree.has(target)) return text;
        var old = new String(tree.read(target), UTF_8);
        var main = old.replace("\r\n", "\n");
        if (!isJava) wholeFiles.check(name, target, main);
        var merged = isJava ? MemberMerge.merge(JavaFile.parse(target, main), lab) : text;
        return old.contains("\r\n") ? merged.replace("\n", "\r\n") : merged;
    }

    /** The fingerprints of main's files that a lab replaces whole, in the lab's file {@code whole.txt}. */
    private record WholeFiles(Map<String, String> hashes) {
        /** Reads the file beside the overlay's folder, or beside one of the two folders around it. */
        static WholeFiles near(Path folder) {
            var hashes = new TreeMap<String, String>();
            var around = folder.toAbsolutePath().getParent();
            for (int i = 0; i < 2 && around != null; i++, around = around.getParent()) {
                read(around.resolve("whole.txt"), hashes);
            }
            return new WholeFiles(hashes);
        }

        private static void read(Path file, Map<String, String> hashes) {
            if (!Files.exists(file)) return;
            try {
                for (var line : Files.readAllLines(file)) {
                    var words = line.strip().split("\\s+");
                    if (words.length == 2) hashes.put(words[1], words[0]);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Throws if main's file is not the one that the lab's file was made from. */
        void check(String name, String path, String main) {
            var hash = Sha256.hex(main.getBytes(UTF_8));
            if (hash.equals(hashes.get(path))) return;
            throw new OverlayFailure(name + ": main's " + path
                    + " has changed since this file was made from it. Look at the difference, then write into whole.txt: "
                    + hash + "  " + path);
        }
    }
}
