package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The READMEs tell of all that there is, and of the same in both languages. */
class ReadmeTest {
    private static final Pattern SETTING =
            Pattern.compile("\\.(?:text|required|number|port|address)\\(\\s*\"([A-Z][A-Z_]+)\"");

    /** Of the services; the gateway has the same with /api in front. */
    private static final Pattern ROUTE = Pattern.compile("\\.(get|polled|post|put|delete)\\(\"(/(?!api/)[^\"]*)\"");

    /** Each of these ends at Ctrl-C only, is what runs the tests, or is for another machine. */
    private static final int NOT_RUN = 6;

    @Test
    void no_command_is_skipped_silently() throws IOException {
        var commands = Readme.of("README.md").commands();
        var excused =
                commands.stream().filter(block -> !block.excuse().isEmpty()).toList();
        assertEquals(NOT_RUN, excused.size(), excused.toString());
        assertEquals(5, commands.size() - NOT_RUN, "those that ReadmeIT runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.id.md"})
    void every_setting_of_the_code_is_explained(String file) throws IOException {
        var text = Readme.of(file).text();
        var example = Files.readString(Script.ROOT.resolve(".env.example"));
        var settings = found(SETTING, sources("")).stream()
                .map(match -> match.group(1))
                .toList();
        assertTrue(settings.size() > 15, settings.toString());
        for (var setting : settings) {
            // The three databases are explained by the first of them.
            var name = setting.replaceFirst("^(MOVIE|ORDER)_DB_", "AUTH_DB_");
            assertTrue(text.contains("`" + name + "`"), file + " doesn't explain " + name);
            assertTrue(example.contains(name + "="), ".env.example doesn't have " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.id.md"})
    void every_route_is_listed(String file) throws IOException {
        var text = Readme.of(file).text().replace('\n', ' ');
        var routes = found(ROUTE, sources("Service.java"));
        assertTrue(routes.size() > 20, "routes");
        for (var route : routes) {
            var method = route.group(1).replace("polled", "get").toUpperCase(Locale.ROOT);
            var line = method + " " + route.group(2);
            assertTrue(
                    Pattern.compile(Pattern.quote(line) + "[ ,|`]")
                            .matcher(text)
                            .find(),
                    file + " doesn't list " + line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.id.md"})
    void the_movie_db_is_given_its_due(String file) throws IOException {
        assertTrue(Readme.of(file)
                .text()
                .contains("This product uses the TMDB API but is not endorsed or certified by TMDB."));
    }

    @Test
    void both_languages_have_the_same_commands() throws IOException {
        assertEquals(codeOf("README.md"), codeOf("README.id.md"));
    }

    private static List<String> codeOf(String file) throws IOException {
        return Readme.of(file).commands().stream()
                .map(block -> block.code().replaceAll("(?m) +#.*$", ""))
                .toList();
    }

    private static List<MatchResult> found(Pattern pattern, List<Path> files) throws IOException {
        var text = new StringBuilder();
        for (var file : files) text.append(Files.readString(file));
        return pattern.matcher(text).results().toList();
    }

    private static List<Path> sources(String ending) throws IOException {
        var files = new TreeSet<Path>();
        for (var module : List.of("lib-common", "sql", "auth", "movie", "order", "gateway", "labs"))
            try (var all = Files.walk(Script.ROOT.resolve(module + "/src/main/java"))) {
                all.filter(file -> file.toString().endsWith(ending.isEmpty() ? ".java" : ending))
                        .forEach(files::add);
            }
        return List.copyOf(files);
    }
}
