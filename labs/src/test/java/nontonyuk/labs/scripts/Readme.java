package nontonyuk.labs.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A README as a list of its code blocks, and its text. */
public record Readme(String text, List<Block> blocks) {

    /**
     * Code between fences. {@code excuse} is why no test runs it, by the comment in front of it; empty where there is
     * none.
     */
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
