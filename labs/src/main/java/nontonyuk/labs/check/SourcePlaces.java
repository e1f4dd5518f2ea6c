package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds members and files in the sources of the services, below this root. */
record SourcePlaces(Path root) {
    private static final List<String> FOLDERS = List.of(
            "lib-common/src/main", "auth/src/main", "movie/src/main", "order/src/main", "gateway/src/main", "sql");

    /** {@code SeatClaims.claim} with its file and line; a text that is found nowhere stays as it is. */
    String of(String member) {
        boolean isFile = member.endsWith(".sql");
        var names = member.split("\\.");
        var file = find(isFile ? member : names[0] + ".java");
        if (file.isEmpty()) return member;
        var path = root.relativize(file.get()).toString().replace('\\', '/');
        int line = isFile || names.length == 1 ? 0 : line(file.get(), names[names.length - 1]);
        return member + " (" + path + (line == 0 ? ")" : ":" + line + ")");
    }

    private Optional<Path> find(String name) {
        for (var folder : FOLDERS) {
            if (!Files.isDirectory(root.resolve(folder))) continue;
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                var found = files.filter(file -> file.endsWith(name)).findFirst();
                if (found.isPresent()) return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    /** The line of a method or field: the first that names it without a call. 0: there is none. */
    private static int line(Path file, String member) {
        var declared = Pattern.compile("^\\s+[\\w<>,.?\\[\\] @]*[\\w>\\]] " + Pattern.quote(member) + "\\s*[(=;].*");
        try {
            var lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                boolean isUse = line.matches("\\s+(return|throw|new|else) .*");
                if (!isUse && declared.matcher(line).matches()) return i + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
