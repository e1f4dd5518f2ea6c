package nontonyuk.labs.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A README: its text, and its code blocks. */
public record Readme(String text, List<Block> blocks) {
    /** The modules that have a README of their own, for both languages. */
    static final List<String> MODULES = List.of("lib-common", "sql", "auth", "movie", "order", "gateway", "labs");

    /** The READMEs in the order in which a reader types their commands. The Indonesian one has the same commands. */
    static final List<String> ALL = Stream.concat(
                    Stream.of("README.md"), MODULES.stream().map(module -> module + "/README.md"))
            .toList();

    static List<Block> allCommands() throws IOException {
        var commands = new ArrayList<Block>();
        for (var file : ALL) commands.addAll(of(file).commands());
        return commands;
    }

    /** The cells of the table row whose first cell matches; empty where there is none. */
    List<String> row(String firstCell) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
                .filter(cells ->
                        Pattern.compile(firstCell).matcher(cells.get(0)).find())
                .findFirst()
                .orElse(List.of());
    }

    /** Code between fences. {@code excuse} is the reason why no test runs it: the comment in front of it, or empty. */
    public record Block(String language, String code, String excuse) {
        boolean isCommands() {
            return language.equals("sh") || language.equals("bat");
        }
    }

    public static Readme of(String file) throws IOException {
        var text = Files.readString(Script.ROOT.resolve(file));
        var blocks = new ArrayList<Block>();
        var before = "";
        var lines = text.lines().iterator();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.startsWith("```")) {
                var code = new StringBuilder();
                for (var next = lines.next(); !next.equals("```"); next = lines.next())
                    code.append(next).append('\n');
                blocks.add(new Block(line.substring(3), code.toString(), excuse(before)));
            }
            before = line;
        }
        return new Readme(text, List.copyOf(blocks));
    }

    private static String excuse(String line) {
        var start = "<!-- not run by the test: ";
        return line.startsWith(start) ? line.substring(start.length(), line.length() - 4) : "";
    }

    public List<Block> commands() {
        return blocks.stream().filter(Block::isCommands).toList();
    }
}
