package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The READMEs list every route and explain every setting, in both languages. Routes and settings are in the README of
 * their module, whose tables have a column for each language.
 */
class ReadmeTest {
    private static final Pattern SETTING =
            Pattern.compile("\\.(?:text|required|number|port|address)\\(\\s*\"([A-Z][A-Z_]+)\"");

    /** The routes of the services. The gateway has the same routes with /api in front. */
    private static final Pattern ROUTE = Pattern.compile("\\.(get|polled|post|put|delete)\\(\"(/(?!api/)[^\"]*)\"");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

    /** These commands end at Ctrl-C only, need the logs of make run or Docker, open a lab, or are for Windows. */
    private static final int NOT_RUN = 7;

    @Test
    void no_command_is_skipped_silently() throws IOException {
        var commands = Readme.allCommands();
        var excused =
                commands.stream().filter(block -> !block.excuse().isEmpty()).toList();
        assertEquals(NOT_RUN, excused.size(), excused.toString());
        assertEquals(5, commands.size() - NOT_RUN, "the commands that ReadmeIT runs");
    }

    @Test
    void every_setting_of_the_code_is_explained_beside_its_service_in_both_languages() throws IOException {
        int count = 0;
        for (var module : Readme.MODULES) {
            for (var setting : found(SETTING, sources(module, ".java"))) {
                assertExplained(module, setting.group(1));
                count++;
            }
        }
        assertTrue(count > 40, "settings: " + count);
        for (var service : List.of("auth", "movie", "order")) {
            var prefix = service.toUpperCase(Locale.ROOT);
            for (var name : List.of("_DB_URL", "_DB_USER", "_DB_PASSWORD")) assertExplained(service, prefix + name);
            assertExplained("lib-common", prefix + "_URL");
        }
    }

    private static void assertExplained(String module, String setting) throws IOException {
        boolean isService = List.of("auth", "movie", "order", "gateway").contains(module);
        var explained = new ArrayList<List<String>>();
        for (var place : isService ? List.of(module) : Readme.MODULES) {
            var row = Readme.of(place + "/README.md").row("`" + setting + "`");
            if (!row.isEmpty()) explained.add(row);
        }
        assertTrue(!explained.isEmpty(), module + "/README.md doesn't explain " + setting);
        for (var row : explained) assertCells(4, row);
        var example = Files.readString(Script.ROOT.resolve(".env.example"));
        // .env.example shows the three databases by the first of them.
        var name = setting.replaceFirst("^(MOVIE|ORDER)_DB_(URL|USER)", "AUTH_DB_$2");
        assertTrue(example.contains(name + "="), ".env.example doesn't have " + name);
    }

    /** A row has all its columns, so it has both languages. */
    private static void assertCells(int count, List<String> row) {
        assertEquals(count, row.size(), row.toString());
        for (var cell : row) assertTrue(!cell.isBlank(), row.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "movie", "order", "gateway", "lib-common"})
    void every_route_is_listed_beside_its_service_in_both_languages(String module) throws IOException {
        var readme = Readme.of(module + "/README.md");
        var routes = found(ROUTE, sources(module, "Service.java"));
        assertTrue(routes.size() >= 3, "routes of " + module);
        for (var route : routes) {
            var method = route.group(1).replace("polled", "get").toUpperCase(Locale.ROOT);
            var line = method + " " + route.group(2);
            var row = readme.row(Pattern.quote(line) + "(?:[ ,`]|$)");
            assertTrue(!row.isEmpty(), module + "/README.md doesn't list " + line);
            assertCells(module.equals("lib-common") ? 4 : 5, row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.id.md", "gateway/README.md"})
    void the_movie_db_is_given_its_due(String file) throws IOException {
        assertTrue(Readme.of(file)
                .text()
                .contains("This product uses the TMDB API but is not endorsed or certified by TMDB."));
    }

    @Test
    void both_languages_have_the_same_commands_and_links() throws IOException {
        assertEquals(codeOf("README.md"), codeOf("README.id.md"));
        assertEquals(linksOf("README.md"), linksOf("README.id.md"));
    }

    private static List<String> codeOf(String file) throws IOException {
        return Readme.of(file).commands().stream()
                .map(block -> block.code().replaceAll("(?m) +#.*$", ""))
                .toList();
    }

    private static List<String> linksOf(String file) throws IOException {
        var languages = Pattern.compile("README(\\.id)?\\.md");
        return LINK.matcher(Readme.of(file).text())
                .results()
                .map(MatchResult::group)
                .filter(link ->
                        !languages.matcher(link.substring(2, link.length() - 1)).matches())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.id.md"})
    void the_first_page_stays_short_and_leads_to_every_module(String file) throws IOException {
        var text = Readme.of(file).text();
        assertTrue(text.lines().count() <= 180, file + " has more than 180 lines");
        for (var module : Readme.MODULES)
            assertTrue(text.contains("](" + module + "/README.md)"), file + " doesn't lead to " + module);
    }

    @Test
    void every_link_leads_to_a_file_and_to_a_heading_of_it() throws IOException {
        var files = new ArrayList<>(Readme.ALL);
        files.addAll(List.of("README.id.md", "labs/NUMBERS.md"));
        for (var file : files) {
            for (var link : found(LINK, List.of(Script.ROOT.resolve(file)))) {
                var target = Script.ROOT.resolve(file).resolveSibling(link.group(1));
                assertTrue(Files.exists(target), file + " links to " + link.group());
                if (link.group(2) != null)
                    assertTrue(anchors(target).contains(link.group(2)), file + " links to " + link.group());
            }
        }
    }

    @Test
    void every_class_and_test_that_a_reader_is_sent_to_exists() throws IOException {
        var files = new TreeSet<String>();
        for (var module : Readme.MODULES)
            for (var folder : List.of("main", "test"))
                try (var all = Files.walk(Script.ROOT.resolve(module + "/src/" + folder + "/java"))) {
                    all.forEach(file -> files.add(file.getFileName().toString()));
                }
        var texts = new ArrayList<>(Readme.ALL);
        texts.add("README.id.md");
        int count = 0;
        for (var text : texts) {
            // Joins the lines of a paragraph.
            for (var paragraph : Readme.of(text).text().split("\n\n")) {
                var pattern = paragraph.startsWith("Read first") ? "`([A-Z]\\w+)`" : "`([A-Z]\\w+(?:Test|IT))`";
                for (var name :
                        Pattern.compile(pattern).matcher(paragraph).results().toList()) {
                    assertTrue(files.contains(name.group(1) + ".java"), text + ": " + name.group());
                    count++;
                }
            }
        }
        assertTrue(count > 20, "names: " + count);
    }

    /** The headings as GitHub names them: in small letters, without punctuation, with a hyphen for each blank. */
    private static List<String> anchors(Path file) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static List<MatchResult> found(Pattern pattern, List<Path> files) throws IOException {
        var text = new StringBuilder();
        for (var file : files) text.append(Files.readString(file));
        return pattern.matcher(text).results().toList();
    }

    private static List<Path> sources(String module, String ending) throws IOException {
        var files = new TreeSet<Path>();
        try (var all = Files.walk(Script.ROOT.resolve(module + "/src/main/java"))) {
            all.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
        }
        return List.copyOf(files);
    }
}
