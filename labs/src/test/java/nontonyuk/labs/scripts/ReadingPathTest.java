package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reading path of the README leads through files that exist, and stays short enough for three hours. */
class ReadingPathTest {
    private static final int MAX_LINES = 3700;

    /** Such as: | 1 | `common.http` | `Route`, `Router` |. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([123]) \\| `([a-z./]+)` \\| (.*) \\|$");

    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    @Test
    void it_has_files_that_exist_and_no_more_lines_than_can_be_read() throws IOException {
        var files = path("README.md");
        assertTrue(files.size() > 30, files.toString());
        int lines = 0;
        for (var file : files) {
            assertTrue(Files.exists(file), "there is no " + file);
            lines += Files.readAllLines(file).size();
        }
        assertTrue(lines <= MAX_LINES, "the reading path has " + lines + " lines, more than " + MAX_LINES);
        assertTrue(lines >= 3300, "README.md says about 3,500 lines, but the path has " + lines);
    }

    @Test
    void both_languages_have_the_same_path() throws IOException {
        assertEquals(path("README.md"), path("README.id.md"));
    }

    private static List<Path> path(String readme) throws IOException {
        var files = new ArrayList<Path>();
        ROW.matcher(Readme.of(readme).text())
                .results()
                .forEach(row -> NAME.matcher(row.group(3))
                        .results()
                        .forEach(name -> files.add(file(row.group(2), name.group(1)))));
        return files;
    }

    private static Path file(String packageName, String name) {
        if (name.endsWith(".sql")) return Script.ROOT.resolve(packageName).resolve(name);
        var module = packageName.split("\\.")[0].replace("common", "lib-common");
        return Script.ROOT.resolve(
                "%s/src/main/java/nontonyuk/%s/%s.java".formatted(module, packageName.replace('.', '/'), name));
    }
}
